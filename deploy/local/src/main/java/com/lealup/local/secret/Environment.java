package com.lealup.local.secret;

import java.util.Locale;

/** What a deployment is for. */
public enum Environment {
    TEST,
    LIVE;

    /** As the services and people write it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
