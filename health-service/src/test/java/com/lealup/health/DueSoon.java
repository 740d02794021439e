package com.lealup.health;

import com.lealup.health.score.CustomerAggregates;
import com.lealup.health.score.HealthModel;
import com.lealup.health.score.NextChange;
import com.lealup.health.score.UsageAggregates;
import com.lealup.health.score.UsageAggregates.UsageDay;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Dates an event so that the score it leads to changes by time alone shortly after. */
final class DueSoon {

    private DueSoon() {}

    /** When an event must have been, for the first change by time to come after the given wait. */
    static Instant eventAt(Duration wait) {
        // While no day leaves the window, only the time since the event counts: it can be moved as a whole.
        var now = Instant.now();
        var event = now.minus(Duration.ofDays(5));
        var day = event.atZone(ZoneOffset.UTC).toLocalDate();
        var usage = new UsageAggregates(List.of(new UsageDay(day, 1)), List.of(day), event);
        var change = NextChange.after(CustomerAggregates.of(usage), HealthModel.BALANCED, now)
                .orElseThrow();
        return event.minus(Duration.between(now.plus(wait), change));
    }
}
