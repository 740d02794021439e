package com.lealup.platform.limit;

import java.time.Duration;

/**
 * A bucket of tokens. Its subject may take {@code burst} at once when it is full, and {@code quota} in every window
 * after that. So a bucket that is in debt by all that it holds is full again after two minutes at most, which is how
 * far back an instance that starts asks what others took.
 *
 * @param quota tokens that flow in per window, evenly; 1 to 1,000,000,000
 * @param window 1 s to 1 minute, whole milliseconds
 * @param burst tokens it holds at most; 1 to {@code quota}
 */
public record Limit(long quota, Duration window, long burst) {

    private static final long MOST = 1_000_000_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** @throws IllegalArgumentException for numbers out of range */
    public Limit {
        if (quota < 1 || quota > MOST) {
            throw new IllegalArgumentException("a quota must be 1 to " + MOST + ", not " + quota);
        }
        if (burst < 1 || burst > quota) {
            throw new IllegalArgumentException("a burst must be 1 to the quota of " + quota + ", not " + burst);
        }
        if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a window must be " + SHORTEST + " to " + LONGEST + ", not " + window);
        }
    }

    /** A full bucket holds what flows in during one window. */
    public static Limit perMinute(long quota) {
        return new Limit(quota, Duration.ofMinutes(1), quota);
    }
}
