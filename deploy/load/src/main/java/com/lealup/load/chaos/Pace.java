package com.lealup.load.chaos;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Spreads batches over faults, and within each share over about as long as a fault takes: there is something to send at
 * every moment of every fault.
 */
final class Pace {

    private static final Duration SHARE = Duration.ofSeconds(12);

    private final int batches;
    private final int faults;
    private final InstantSource clock;
    private int begun;
    private Instant since = Instant.EPOCH;
    private boolean ended;

    Pace(int batches, int faults, InstantSource clock) {
        this.batches = batches;
        this.faults = faults;
        this.clock = clock;
    }

    /** The next share begins; what the one before it has left may be sent at once. */
    synchronized void next() {
        begun++;
        since = clock.instant();
    }

    /** All that is left may be sent. */
    synchronized void end() {
        ended = true;
    }

    /** Whether a batch may be sent. */
    synchronized boolean allows(int batch) {
        if (ended) {
            return true;
        }
        var part = Duration.between(since, clock.instant()).toMillis() / (double) SHARE.toMillis();
        return begun > 0 && batch < (begun - 1 + Math.min(1, part)) * batches / faults;
    }
}
