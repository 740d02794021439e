package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerId;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import java.util.UUID;
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
     * The position a cursor stands for; none for the first page.
     *
     * @throws ProblemException 400 if somebody made it up
     */
    static @Nullable Position after(@Nullable Cursor cursor, Sort sort) {
        return cursor == null ? null : of(cursor.textOrNull(0), cursor.ulid(1), sort);
    }

    /**
     * The position at these values out of a cursor.
     *
     * @throws ProblemException 400 if somebody made them up
     */
    static Position of(@Nullable String value, UUID id, Sort sort) {
        if (!sort.key().accepts(value)) {
            throw Problems.validation("?cursor", "invalid_cursor", "must be the next_cursor of an earlier page");
        }
        return new Position(value, new CustomerId(id));
    }
}
