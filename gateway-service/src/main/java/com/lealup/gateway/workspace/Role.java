package com.lealup.gateway.workspace;

import java.util.Locale;

/** What a person may do in a workspace. */
public enum Role {
    /** Everything, API keys included. */
    ADMIN,
    /** Sees all; edits the health model and segments. */
    DIRECTOR,
    /** Edits the customers they own. */
    CSM,
    /** Reads. */
    VIEWER;

    /** As the API and the database write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what {@link #text} writes.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Role of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
