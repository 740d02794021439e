package com.lealup.health.score;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a score next looks different although nothing happens. Found by halving the time that is left: while nothing
 * happens no part of the published model ever rises, so a score that looks the same at two instants looks the same
 * between them.
 */
public final class NextChange {

    /** From then on every curve is level: the window is empty and the idle penalty is whole. */
    private static final Duration SETTLED = Duration.ofDays(32);

    private NextChange() {}

    /** The first millisecond after {@code now} at which the score looks different, or nothing if it never will. */
    public static Optional<Instant> after(UsageAggregates aggregates, HealthModel model, Instant now) {
        if (aggregates.lastEventAt() == null) {
            return Optional.empty();
        }
        var current = Scorer.score(aggregates, model, now);
        var latest = aggregates.lastEventAt().isAfter(now) ? aggregates.lastEventAt() : now;
        var same = now.toEpochMilli();
        var different = latest.plus(SETTLED).toEpochMilli();
        if (current.looksLike(Scorer.score(aggregates, model, Instant.ofEpochMilli(different)))) {
            return Optional.empty();
        }
        while (different - same > 1) {
            var middle = same + (different - same) / 2;
            if (current.looksLike(Scorer.score(aggregates, model, Instant.ofEpochMilli(middle)))) {
                same = middle;
            } else {
                different = middle;
            }
        }
        return Optional.of(Instant.ofEpochMilli(different));
    }
}
