package com.lealup.health.score;

import com.lealup.health.score.HealthModel.Missing;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a score next looks different although nothing happens. The time that is left is halved again and again: a half
 * in which the bounds of {@link Evaluation} allow no other score, band or shown value is left out, the earlier half is
 * looked through first. So the instant is found to the millisecond, although some parts of a score rise with time while
 * others fall.
 */
public final class NextChange {

    private static final long MILLISECOND = 1000;

    /** Where parts rise and fall against each other closely, the search ends early rather than late. */
    private static final int MAX_EVALUATIONS = 4_000;

    private final CustomerAggregates aggregates;
    private final HealthModel model;
    private final Score current;
    private final boolean fixed;
    private int evaluations;

    private NextChange(CustomerAggregates aggregates, HealthModel model, Score current) {
        this.aggregates = aggregates;
        this.model = model;
        this.current = current;
        this.fixed = current.overridden();
    }

    /**
     * The first millisecond after {@code now} at which the score looks different, or nothing if it never will. It may
     * be too early where parts nearly cancel out, never too late.
     */
    public static Optional<Instant> after(CustomerAggregates aggregates, HealthModel model, Instant now) {
        if (aggregates.isEmpty()) {
            return Optional.empty();
        }
        var search = new NextChange(aggregates, model, Scorer.score(aggregates, model, now));
        return search.after(now);
    }

    private Optional<Instant> after(Instant now) {
        var from = FixedPoint.micros(now);
        var until = Math.ceilDiv(settled(from), MILLISECOND) * MILLISECOND;
        var override = fixed ? aggregates.override() : null;
        var end = override == null ? until : Math.min(until, whole(override.until()));
        var found = end <= from ? null : search(from, evaluate(from), end, evaluate(end));
        if (found == null && override != null) {
            return Optional.of(FixedPoint.instant(whole(override.until())));
        }
        return Optional.ofNullable(found).map(FixedPoint::instant);
    }

    private static long whole(Instant instant) {
        return Math.ceilDiv(FixedPoint.micros(instant), MILLISECOND) * MILLISECOND;
    }

    private Evaluation evaluate(long at) {
        evaluations++;
        return Evaluation.of(aggregates, model, at);
    }

    private @Nullable Long search(long from, Evaluation before, long to, Evaluation after) {
        if (!canDiffer(before, after)) {
            return null;
        }
        if (to - from <= MILLISECOND) {
            return canDiffer(after, after) ? to : null;
        }
        if (evaluations >= MAX_EVALUATIONS) {
            return (Math.floorDiv(from, MILLISECOND) + 1) * MILLISECOND;
        }
        var middle = Math.floorDiv(from + (to - from) / 2, MILLISECOND) * MILLISECOND;
        if (middle <= from) {
            middle += MILLISECOND;
        }
        var between = evaluate(middle);
        var earlier = search(from, before, middle, between);
        return earlier != null || middle >= to ? earlier : search(middle, between, to, after);
    }

    /** Whether the bounds between two evaluations allow anything but what is shown now. */
    private boolean canDiffer(Evaluation before, Evaluation after) {
        var low = 0L;
        var high = 0L;
        var present = 0;
        for (int i = 0; i < model.dimensions().size(); i++) {
            var value = current.dimensions().get(i);
            if (model.missing() == Missing.REDISTRIBUTE) {
                if (before.isPresent(i) != after.isPresent(i) || after.isPresent(i) == (value.millionths() == null)) {
                    return true;
                }
                if (!after.isPresent(i)) {
                    continue;
                }
            }
            var known = before.isPresent(i) || after.isPresent(i);
            var prior = model.dimensions().get(i).prior();
            var lowest = known ? bound(before, after, i, false) : prior;
            var highest = known ? bound(before, after, i, true) : prior;
            var shown = value.shown();
            if (shown == null || DimensionValue.shown(lowest) != shown || DimensionValue.shown(highest) != shown) {
                return true;
            }
            var weight = value.weight().tenThousandths();
            low += lowest * weight;
            high += highest * weight;
            present += weight;
        }
        return !fixed && present > 0 && (isOther(low, present) || isOther(high, present));
    }

    private long bound(Evaluation before, Evaluation after, int dimension, boolean highest) {
        var sum = model.dimensions().get(dimension).prior();
        for (int i = 0; i < model.dimensions().get(dimension).signals().size(); i++) {
            sum += highest ? before.highest(after, dimension, i) : before.lowest(after, dimension, i);
        }
        return Scorer.within(sum);
    }

    /** The band follows the score. */
    private boolean isOther(long weighted, int present) {
        var units = Objects.requireNonNull(current.units());
        return Scorer.units(weighted, present) / Score.POINT != units / Score.POINT;
    }

    /** From then on nothing moves: whatever is known has settled. */
    private long settled(long now) {
        var latest = now;
        if (aggregates.usage().lastEventAt() != null) {
            latest = Math.max(latest, FixedPoint.micros(aggregates.usage().lastEventAt()));
        }
        for (var event : aggregates.events()) {
            latest = Math.max(latest, FixedPoint.micros(event.lastAt()));
        }
        for (var ticket : aggregates.tickets()) {
            latest = Math.max(latest, latest(ticket));
        }
        for (var answer : aggregates.answers()) {
            latest = Math.max(latest, FixedPoint.micros(answer.at()));
        }
        var days = 0L;
        for (var dimension : model.dimensions()) {
            for (var rule : dimension.signals()) {
                days = Math.max(days, rule.settledAfterDays());
            }
        }
        return latest + days * FixedPoint.MICROS_PER_DAY;
    }

    private static long latest(Ticket ticket) {
        var latest = Long.MIN_VALUE;
        for (var at : new @Nullable Instant[] {ticket.openedAt(), ticket.closedAt()}) {
            if (at != null) {
                latest = Math.max(latest, FixedPoint.micros(at));
            }
        }
        return latest;
    }
}
