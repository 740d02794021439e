package com.lealup.gateway.workspace;

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

    /**
     * Reads what {@link #text} writes.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Plan of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
