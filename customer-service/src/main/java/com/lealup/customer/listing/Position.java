package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerId;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the last customer's place in the order.
 *
 * @param value its sort column as text; null when it has none
 */
record Position(@Nullable String value, CustomerId id) {

    /** The cursor that stands for it. */
    Cursor cursor() {
        return Cursor.of(value, id);
    }

    /**
     * The position a cursor stands for.
     *
     * @throws ProblemException 400 if somebody made it up
     */
    static Position of(Cursor cursor, Sort sort) {
        var value = cursor.textOrNull(0);
        if (!sort.key().accepts(value)) {
            throw Problems.validation("?cursor", "invalid_cursor", "must be the next_cursor of an earlier page");
        }
        return new Position(value, new CustomerId(cursor.ulid(1)));
    }
}
