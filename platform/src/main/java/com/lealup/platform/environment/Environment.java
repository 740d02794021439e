package com.lealup.platform.environment;

import java.util.Locale;

/** Which of the two environments this deployment is; {@code LEALUP_ENVIRONMENT}. */
public enum Environment {
    /** For trying things out: the guide's "dev". */
    TEST,
    /** For real customers. */
    LIVE;

    /** As it is written in settings, keys and answers. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
