package com.lealup.health.score;

import com.lealup.health.score.HealthModel.WeightedDimension;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The usage dimension: from aggregates to a value and what each signal gave. */
final class Usage {

    private Usage() {}

    /**
     * One signal's points in the dimension, before its weight.
     *
     * @param millionths negative if it takes away
     */
    record Term(Signal signal, long millionths) {}

    /** The terms sum to a value between 0 and 100. */
    static List<Term> terms(
            UsageAggregates aggregates,
            Instant lastEventAt,
            WeightedDimension dimension,
            UsageCurves curves,
            Instant now) {
        var idle = Math.max(0, FixedPoint.days(lastEventAt, now));
        var activeDays = 0L;
        var userDays = 0L;
        for (var day : aggregates.days()) {
            var counts = weight(day.day(), curves, now);
            activeDays += counts;
            userDays += counts * day.users();
        }
        var features = 0L;
        for (var day : aggregates.featureDays()) {
            features += weight(day, curves, now);
        }
        var recency = curves.recency().at(idle);
        var active = curves.activeDays().at(activeDays);
        var users = curves.userDays().at(userDays);
        var breadth = curves.features().at(features);
        var penalty = curves.idle().at(idle);
        var sum = dimension.prior() + recency + active + users + breadth - penalty;
        var value = Math.clamp(sum, 0, 100 * FixedPoint.ONE);
        return List.of(
                new Term(Signal.PRIOR, dimension.prior()),
                new Term(Signal.RECENCY, recency),
                new Term(Signal.ACTIVE_DAYS, active),
                new Term(Signal.USER_DAYS, users),
                new Term(Signal.FEATURES, breadth),
                new Term(Signal.IDLE, -penalty),
                new Term(Signal.LIMIT, value - sum));
    }

    /** A day fades by the time since it began, so that nothing jumps at midnight. */
    private static long weight(LocalDate day, UsageCurves curves, Instant now) {
        return curves.fade().at(FixedPoint.days(day.atStartOfDay(ZoneOffset.UTC).toInstant(), now));
    }
}
