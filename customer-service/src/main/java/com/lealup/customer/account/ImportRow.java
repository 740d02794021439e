package com.lealup.customer.account;

import com.lealup.platform.problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A customer as a row of an import has it.
 *
 * @param document what a client would have sent; null if the row cannot be read
 * @param faults what was wrong with the row before it became a document
 */
public record ImportRow(@Nullable JsonNode document, List<FieldError> faults) {

    /** A row that became a document. */
    public static ImportRow of(JsonNode document) {
        return new ImportRow(document, List.of());
    }

    /** A row that did not. */
    public static ImportRow unreadable(FieldError fault) {
        return new ImportRow(null, List.of(fault));
    }
}
