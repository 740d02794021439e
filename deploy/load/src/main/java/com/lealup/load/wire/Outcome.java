package com.lealup.load.wire;

import com.lealup.load.report.Latencies;
import java.time.Duration;

/**
 * What a run of the generator found.
 *
 * @param answered requests that got a 2xx
 * @param failed requests that got something else, or nothing
 * @param elapsed how long it took
 * @param latencies of those answered, from when each was due
 */
public record Outcome(long answered, long failed, Duration elapsed, Latencies latencies) {

    /** Requests answered in a second. */
    public double perSecond() {
        return answered / (elapsed.toNanos() / 1e9);
    }
}
