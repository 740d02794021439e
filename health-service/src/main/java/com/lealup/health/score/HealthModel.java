package com.lealup.health.score;

import java.math.BigDecimal;
import java.util.List;

/**
 * Everything a workspace can decide about its score.
 *
 * @param version counts up with every change
 * @param dimensions in the order they are shown; their weights sum to exactly 1
 * @param missing what a dimension without a source does
 * @param bands where healthy and neutral begin
 * @param usage the curves of the usage dimension
 */
public record HealthModel(
        int version, List<WeightedDimension> dimensions, Missing missing, Bands bands, UsageCurves usage) {

    /** The version every workspace starts with. */
    public static final HealthModel BALANCED = new HealthModel(
            1,
            List.of(
                    dimension(DimensionName.USAGE, "0.40", 50),
                    dimension(DimensionName.ENGAGEMENT, "0.30", 40),
                    dimension(DimensionName.SUPPORT, "0.20", 50),
                    dimension(DimensionName.SENTIMENT, "0.10", 50)),
            Missing.PRIOR,
            new Bands(70, 50),
            UsageCurves.published());

    /**
     * A dimension and what it counts for.
     *
     * @param prior its value, in millionths, while it has no source, and where its curves start from
     */
    public record WeightedDimension(DimensionName name, Weight weight, long prior) {}

    /** What happens to a dimension that has no source. */
    public enum Missing {
        /** It stands at its prior. */
        PRIOR,
        /** It has no value, and its weight is spread in proportion over the others. */
        REDISTRIBUTE
    }

    /** Refuses weights that do not sum to exactly 1. */
    public HealthModel {
        dimensions = List.copyOf(dimensions);
        var sum = dimensions.stream()
                .mapToInt(dimension -> dimension.weight().tenThousandths())
                .sum();
        if (sum != Weight.WHOLE) {
            throw new IllegalArgumentException("The weights of a health model sum to exactly 1");
        }
    }

    private static WeightedDimension dimension(DimensionName name, String weight, int prior) {
        return new WeightedDimension(name, Weight.of(new BigDecimal(weight)), prior * FixedPoint.ONE);
    }
}
