package com.lealup.health.score;

import com.lealup.health.score.HealthModel.Missing;
import com.lealup.health.score.HealthModel.WeightedDimension;
import com.lealup.health.score.Usage.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The score: {@code floor(sum of weight * value)} over exact values. A pure function: the same aggregates, model and
 * instant give the same score on every machine, whatever order the events came in.
 */
public final class Scorer {

    private Scorer() {}

    /** The score of a customer at an instant. */
    public static Score score(UsageAggregates aggregates, HealthModel model, Instant now) {
        var terms = new ArrayList<@Nullable List<Term>>();
        for (var dimension : model.dimensions()) {
            terms.add(terms(dimension, aggregates, model, now));
        }
        return combine(model, terms);
    }

    private static @Nullable List<Term> terms(
            WeightedDimension dimension, UsageAggregates aggregates, HealthModel model, Instant now) {
        var lastEventAt = aggregates.lastEventAt();
        if (lastEventAt != null && dimension.name().equals(DimensionName.USAGE)) {
            return Usage.terms(aggregates, lastEventAt, dimension, model.usage(), now);
        }
        if (model.missing() == Missing.REDISTRIBUTE) {
            return null;
        }
        return List.of(new Term(Signal.PRIOR, dimension.prior()));
    }

    /** @param terms by dimension, in the model's order; null for a dimension that is missing */
    static Score combine(HealthModel model, List<@Nullable List<Term>> terms) {
        var values = new ArrayList<DimensionValue>();
        var weighted = new ArrayList<Part>();
        var sum = 0L;
        var present = 0;
        for (int i = 0; i < terms.size(); i++) {
            var dimension = model.dimensions().get(i);
            var own = terms.get(i);
            if (own == null) {
                values.add(new DimensionValue(dimension.name(), null, dimension.weight()));
                continue;
            }
            var value = own.stream().mapToLong(Term::millionths).sum();
            var weight = dimension.weight().tenThousandths();
            values.add(new DimensionValue(dimension.name(), value, dimension.weight()));
            for (var term : own) {
                weighted.add(new Part(dimension.name(), term.signal(), term.millionths() * weight));
            }
            sum += value * weight;
            present += weight;
        }
        if (present == 0) {
            return new Score(null, values, List.of(), null, model.version());
        }
        // The one division, at the end: with every dimension present it divides by one.
        var units = Math.multiplyExact(sum, Weight.WHOLE) / present;
        var status = model.bands().of(Math.toIntExact(units / Score.POINT));
        return new Score(units, values, spread(weighted, present, units), status, model.version());
    }

    /** The parts after redistribution; what the division leaves over goes to the largest. */
    private static List<Part> spread(List<Part> weighted, int present, long units) {
        if (present == Weight.WHOLE) {
            return weighted;
        }
        var spread = new ArrayList<Part>();
        var left = units;
        var largest = 0;
        for (var part : weighted) {
            var share = FixedPoint.divide(part.units() * Weight.WHOLE, present);
            left -= share;
            spread.add(new Part(part.dimension(), part.signal(), share));
            if (Math.abs(share) > Math.abs(spread.get(largest).units())) {
                largest = spread.size() - 1;
            }
        }
        var part = spread.get(largest);
        spread.set(largest, new Part(part.dimension(), part.signal(), part.units() + left));
        return spread;
    }
}
