package com.lealup.webhook.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a failed delivery is tried again. The default is the example of Standard Webhooks 1.0.0: ten attempts over 75
 * hours and a half.
 *
 * @param delays the wait before the second attempt, the third, and so on; one attempt more than there are delays
 */
record RetrySchedule(List<Duration> delays) {

    /** Spreads the retries of an outage, so that a receiver that comes back does not meet them all at once. */
    private static final double JITTER = 0.1;

    RetrySchedule {
        delays = List.copyOf(delays);
    }

    /**
     * The wait after the {@code failed}-th failed attempt (from 1), within 10 % of the schedule and uniform; empty when
     * that was the last attempt.
     */
    Optional<Duration> after(int failed, RandomGenerator random) {
        if (failed > delays.size()) {
            return Optional.empty();
        }
        var delay = delays.get(failed - 1).toMillis();
        return Optional.of(Duration.ofMillis(Math.round(delay * random.nextDouble(1 - JITTER, 1 + JITTER))));
    }
}
