package com.lealup.health.score;

import java.util.Locale;

/** What moves a dimension. */
public enum Signal {
    /** How short ago the last event was. */
    RECENCY("how recent the last activity is"),
    /** Days with an event. */
    ACTIVE_DAYS("active days"),
    /** Each day's distinct users, summed. */
    USER_DAYS("active users"),
    /** Distinct event names. */
    FEATURES("features in use"),
    /** Days without an event. */
    IDLE("days without activity"),
    /** What the limits 0 and 100 took off. */
    LIMIT("the limits of the scale"),
    /** Where a dimension starts: its value while it has no source. */
    PRIOR("the starting value");

    private final String words;

    Signal(String words) {
        this.words = words;
    }

    /** As the API prints it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #text()}. */
    public static Signal of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    String words() {
        return words;
    }
}
