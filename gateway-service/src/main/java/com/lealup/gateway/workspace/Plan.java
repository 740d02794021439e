package com.lealup.gateway.workspace;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a workspace has bought; rate limits follow it. */
public enum Plan {
    /** The smallest. */
    STARTER,
    /** Five times the smallest. */
    GROWTH,
    /** Twenty times the smallest. */
    SCALE,
    /** A hundred times the smallest. */
    ENTERPRISE,
    /** No limit; for runs on one's own machine. */
    UNLIMITED;

    /** As the API and the database write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a text that no plan is written as */
    public static Plan of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** Every plan as the API writes it. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(Plan::text).toList();
    }
}
