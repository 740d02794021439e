package com.lealup.health.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score at one instant.
 *
 * @param units ten-billionths of a point, 0 to 100 points, or null if every dimension is missing
 * @param dimensions in the model's order
 * @param parts sum to {@code units}
 * @param status the band, null with {@code units}
 * @param modelVersion the version of the model it was made with
 */
public record Score(
        @Nullable Long units,
        List<DimensionValue> dimensions,
        List<Part> parts,
        @Nullable HealthStatus status,
        int modelVersion) {

    /** Ten-billionths in a point: millionths of a value times ten-thousandths of a weight. */
    static final long POINT = FixedPoint.ONE * Weight.WHOLE;

    private static final long HUNDREDTH = POINT / 100;

    /** Copies the lists. */
    public Score {
        dimensions = List.copyOf(dimensions);
        parts = List.copyOf(parts);
    }

    /** The integer score, cut and not rounded, so that 69.9 is never sold as healthy. */
    public @Nullable Integer score() {
        return units == null ? null : Math.toIntExact(units / POINT);
    }

    /** The exact score in hundredths of a point, cut: its integer part is always {@link #score()}. */
    public @Nullable Integer hundredths() {
        return units == null ? null : hundredths(units);
    }

    static int hundredths(long units) {
        return Math.toIntExact(units / HUNDREDTH);
    }

    /** Whether anything that is shown differs: the score, a dimension's value, the status, the model. */
    public boolean looksLike(Score other) {
        return modelVersion == other.modelVersion
                && java.util.Objects.equals(score(), other.score())
                && status == other.status
                && shown().equals(other.shown());
    }

    private List<String> shown() {
        return dimensions.stream()
                .map(value -> value.name() + "=" + value.shown())
                .toList();
    }
}
