package com.lealup.gateway.route;

/**
 * Whether a caller sends or takes its bytes fast enough to be waited for. Tomcat bounds a caller's silence; this bounds
 * one that sends a byte now and then and would hold a connection to a service for hours.
 */
final class CallerPace {

    private static final long GRACE_NANOS = 20_000_000_000L;
    private static final long FEWEST_BYTES_A_SECOND = 512;
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    private long waitedNanos;
    private long bytes;

    /** Counts what passed after waiting for the caller. */
    void passed(long count, long nanos) {
        bytes += count;
        waitedNanos += nanos;
    }

    boolean isTooSlow() {
        return waitedNanos > GRACE_NANOS && bytes < waitedNanos / NANOS_A_SECOND * FEWEST_BYTES_A_SECOND;
    }
}
