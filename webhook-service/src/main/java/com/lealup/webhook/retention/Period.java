package com.lealup.webhook.retention;

import java.time.Duration;

/** How long the log of deliveries is kept: what happened longer ago is told to nobody any more. */
public final class Period {

    public static final Duration KEPT = Duration.ofDays(30);

    private Period() {}
}
