package com.lealup.health.timeline;

import com.lealup.platform.problem.Problems;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** Those that a comma list names; all where there is none. Otherwise the problem {@code validation_error}. */
    static Set<EntryType> list(@Nullable String list) {
        if (list == null) {
            return EnumSet.allOf(EntryType.class);
        }
        var types = EnumSet.noneOf(EntryType.class);
        for (var text : list.split(",", -1)) {
            types.add(parse(text)
                    .orElseThrow(() -> Problems.validation(
                            "?type",
                            "invalid_value",
                            "must be a comma list of usage_event, customer_change and score_change")));
        }
        return types;
    }

    private static Optional<EntryType> parse(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }
}
