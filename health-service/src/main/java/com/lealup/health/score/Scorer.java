package com.lealup.health.score;

import com.lealup.health.score.HealthModel.Dimension;
import com.lealup.health.score.HealthModel.Missing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The score: {@code floor(sum of weight * value)} over exact values. A pure function: the same aggregates, model and
 * instant give the same score on every machine, whatever order the events came in.
 */
public final class Scorer {

    private static final DimensionName OVERRIDE = new DimensionName("override");

    private Scorer() {}

    /**
     * One signal's points in a dimension, before its weight.
     *
     * @param millionths negative if it takes away
     */
    record Term(Signal signal, long millionths) {}

    /** The score of a customer at an instant. */
    public static Score score(CustomerAggregates aggregates, HealthModel model, Instant now) {
        var evaluation = Evaluation.of(aggregates, model, FixedPoint.micros(now));
        var terms = new ArrayList<@Nullable List<Term>>(model.dimensions().size());
        for (int i = 0; i < model.dimensions().size(); i++) {
            terms.add(terms(evaluation, model, i));
        }
        var score = combine(model, terms);
        var override = aggregates.override();
        return override != null && override.holdsAt(now) ? overridden(score, model, override) : score;
    }

    private static @Nullable List<Term> terms(Evaluation evaluation, HealthModel model, int index) {
        var dimension = model.dimensions().get(index);
        if (!evaluation.isPresent(index)) {
            return model.missing() == Missing.REDISTRIBUTE ? null : List.of(new Term(Signal.PRIOR, dimension.prior()));
        }
        var terms = new ArrayList<Term>(dimension.signals().size() + 2);
        var sum = dimension.prior();
        terms.add(new Term(Signal.PRIOR, sum));
        for (int i = 0; i < dimension.signals().size(); i++) {
            var term = evaluation.term(index, i);
            if (term != 0) {
                terms.add(new Term(dimension.signals().get(i).signal(), term));
                sum += term;
            }
        }
        var value = within(sum);
        if (value != sum) {
            terms.add(new Term(Signal.LIMIT, value - sum));
        }
        return terms;
    }

    /** A dimension's value lies between 0 and 100. */
    static long within(long sum) {
        return Math.clamp(sum, 0, 100 * FixedPoint.ONE);
    }

    /** @param terms by dimension, in the model's order; null for a dimension that is missing */
    static Score combine(HealthModel model, List<@Nullable List<Term>> terms) {
        var values = new ArrayList<DimensionValue>(terms.size());
        var weighted = new ArrayList<Part>(terms.size() * 6);
        var sum = 0L;
        var present = 0;
        for (int i = 0; i < terms.size(); i++) {
            var dimension = model.dimensions().get(i);
            var own = terms.get(i);
            if (own == null) {
                values.add(new DimensionValue(dimension.name(), null, dimension.weight()));
                continue;
            }
            var value = weigh(dimension, own, weighted);
            values.add(new DimensionValue(dimension.name(), value, dimension.weight()));
            var weight = dimension.weight().tenThousandths();
            sum += value * weight;
            present += weight;
        }
        if (present == 0) {
            return new Score(null, values, List.of(), null, model.version(), false);
        }
        var units = units(sum, present);
        return new Score(units, values, spread(weighted, present, units), band(model, units), model.version(), false);
    }

    private static long weigh(Dimension dimension, List<Term> terms, List<Part> parts) {
        var value = 0L;
        for (var term : terms) {
            value += term.millionths();
            parts.add(new Part(
                    dimension.name(),
                    term.signal(),
                    term.millionths() * dimension.weight().tenThousandths()));
        }
        return value;
    }

    /** The one division, at the end: with every dimension present it divides by one. */
    static long units(long weighted, int present) {
        return present == Weight.WHOLE ? weighted : Math.multiplyExact(weighted, Weight.WHOLE) / present;
    }

    private static HealthStatus band(HealthModel model, long units) {
        return model.bands().of(Math.toIntExact(units / Score.POINT));
    }

    private static Score overridden(Score score, HealthModel model, ScoreOverride override) {
        var units = override.score() * Score.POINT;
        var parts = new ArrayList<>(score.parts());
        parts.add(new Part(OVERRIDE, Signal.OVERRIDE, units - (score.units() == null ? 0 : score.units())));
        return new Score(units, score.dimensions(), parts, band(model, units), score.modelVersion(), true);
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
