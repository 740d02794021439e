package com.lealup.health.score;

import com.lealup.health.score.HealthModel.Dimension;
import com.lealup.health.score.HealthModel.Missing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The score: {@code floor(sum of weight * value)} over exact values. A pure function: the same aggregates, model and
 * instant give the same score on every machine, whatever order the events came in.
 */
public final class Scorer {

    private static final DimensionName OVERRIDE = new DimensionName("override");

    private Scorer() {}

    /** The score of a customer at an instant. */
    public static Score score(CustomerAggregates aggregates, HealthModel model, Instant now) {
        var evaluation = Evaluation.of(aggregates, model, FixedPoint.micros(now));
        var dimensions = model.dimensions();
        var values = new DimensionValue[dimensions.size()];
        var parts = new Parts(model);
        var sum = 0L;
        var present = 0;
        for (int i = 0; i < values.length; i++) {
            var dimension = dimensions.get(i);
            if (!evaluation.isPresent(i) && model.missing() == Missing.REDISTRIBUTE) {
                values[i] = new DimensionValue(dimension.name(), null, dimension.weight());
                continue;
            }
            var value = value(evaluation, dimension, i, parts);
            values[i] = new DimensionValue(dimension.name(), value, dimension.weight());
            sum += value * dimension.weight().tenThousandths();
            present += dimension.weight().tenThousandths();
        }
        var score = combine(model, List.of(values), parts.list(), sum, present);
        var override = aggregates.override();
        return override != null && override.holdsAt(now) ? overridden(score, model, override) : score;
    }

    /** The parts of a score as they are found. */
    private static final class Parts {

        private final Part[] parts;
        private int count;

        Parts(HealthModel model) {
            var most = 0;
            for (var dimension : model.dimensions()) {
                most += dimension.signals().size() + 2;
            }
            parts = new Part[most];
        }

        void add(Dimension dimension, Signal signal, long millionths) {
            if (millionths != 0) {
                parts[count++] = new Part(
                        dimension.name(),
                        signal,
                        millionths * dimension.weight().tenThousandths());
            }
        }

        List<Part> list() {
            return List.of(Arrays.copyOf(parts, count));
        }
    }

    private static long value(Evaluation evaluation, Dimension dimension, int index, Parts parts) {
        var sum = dimension.prior();
        parts.add(dimension, Signal.PRIOR, sum);
        if (evaluation.isPresent(index)) {
            var rules = dimension.signals();
            for (int i = 0; i < rules.size(); i++) {
                var term = evaluation.term(index, i);
                parts.add(dimension, rules.get(i).signal(), term);
                sum += term;
            }
        }
        var value = within(sum);
        parts.add(dimension, Signal.LIMIT, value - sum);
        return value;
    }

    /** A dimension's value lies between 0 and 100. */
    static long within(long sum) {
        return Math.clamp(sum, 0, 100 * FixedPoint.ONE);
    }

    /**
     * The score of dimensions whose values are known.
     *
     * @param parts sum to {@code weighted}
     * @param weighted values times weights, summed
     * @param present the weights of the dimensions that have a value, summed
     */
    static Score combine(HealthModel model, List<DimensionValue> values, List<Part> parts, long weighted, int present) {
        if (present == 0) {
            return new Score(null, values, List.of(), null, model.version(), false);
        }
        var units = units(weighted, present);
        return new Score(units, values, spread(parts, present, units), band(model, units), model.version(), false);
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
