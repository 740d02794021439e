package com.lealup.customer.account;

import com.lealup.platform.problem.FieldError;
import java.util.List;

/** What became of a row of an import. */
public sealed interface RowOutcome {

    /** It made a customer. */
    record Created() implements RowOutcome {}

    /** It changed one. */
    record Updated() implements RowOutcome {}

    /** It was to be passed over, or the customer was as it says already. */
    record Skipped() implements RowOutcome {}

    /** It was refused, for these reasons. */
    record Refused(List<FieldError> errors) implements RowOutcome {

        static Refused of(String pointer, String code, String message) {
            return new Refused(List.of(new FieldError(pointer, code, message)));
        }
    }
}
