package com.lealup.ingest.batch;

import java.time.Duration;

/** The two ways in: what happens now, and history. They share the shape of an event, not its age nor its topic. */
public enum Lane {
    LIVE(Duration.ofDays(30), "30 days; send history to /v1/events/backfill"),
    BACKFILL(Duration.ofDays(5 * 366), "5 years");

    private final Duration oldest;
    private final String limit;

    Lane(Duration oldest, String limit) {
        this.oldest = oldest;
        this.limit = limit;
    }

    /** How old an event of this lane may be in the live environment. Five years are counted with room for leap days. */
    Duration oldest() {
        return oldest;
    }

    String limit() {
        return limit;
    }
}
