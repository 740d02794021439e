package com.lealup.health.score;

import java.util.Locale;

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

    /** As the API prints it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
