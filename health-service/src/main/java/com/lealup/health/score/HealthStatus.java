package com.lealup.health.score;

import java.util.Locale;

/** The band a score falls in. */
public enum HealthStatus {
    /** Likely to stay. */
    HEALTHY,
    /** Worth a look. */
    NEUTRAL,
    /** Likely to leave. */
    AT_RISK;

    /** As the API prints it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #text()}. */
    public static HealthStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
