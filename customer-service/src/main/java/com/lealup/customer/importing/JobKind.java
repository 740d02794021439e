package com.lealup.customer.importing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the rows of a job are. */
enum JobKind {
    /** The customers of a bulk import: JSON objects. */
    BULK,
    /** The records of a CSV file. */
    CSV,
    /** The lines of an NDJSON file. */
    NDJSON;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
