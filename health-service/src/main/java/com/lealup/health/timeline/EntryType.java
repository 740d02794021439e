package com.lealup.health.timeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of entries. */
public enum EntryType {
    /** The customer's product sent an event. */
    USAGE_EVENT(1),
    /** Somebody changed the customer. */
    CUSTOMER_CHANGE(2),
    /** The score changed. */
    SCORE_CHANGE(3);

    private final int code;

    EntryType(int code) {
        this.code = code;
    }

    /** As the table has it. */
    int code() {
        return code;
    }

    /** As the API prints it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EntryType of(int code) {
        return Arrays.stream(values())
                .filter(type -> type.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No timeline entry has type " + code));
    }

    static Optional<EntryType> parse(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }
}
