package com.lealup.health.score;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a score moved. */
public enum Cause {
    /** The customer did something. */
    BEHAVIOUR,
    /** Time passed. */
    TIME,
    /** The workspace changed its model, or this is where the model starts. */
    MODEL,
    /** A person set it. */
    OVERRIDE;

    /** The one that the API prints so. */
    public static Optional<Cause> of(String text) {
        return Arrays.stream(values())
                .filter(cause -> cause.text().equals(text))
                .findFirst();
    }

    /** As the API prints it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
