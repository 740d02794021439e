package com.lealup.health.score;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A score at one instant.
 *
 * @param units ten-billionths of a point, 0 to 100 points, or null if every dimension is missing
 * @param dimensions in the model's order
 * @param parts sum to {@code units}
 * @param status the band, null with {@code units}
 * @param modelVersion the version of the model it was made with
 * @param overridden whether a person has set it
 */
public record Score(
        @Nullable Long units,
        List<DimensionValue> dimensions,
        List<Part> parts,
        @Nullable HealthStatus status,
        int modelVersion,
        boolean overridden) {

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
        return units == null ? null : Math.toIntExact(units / HUNDREDTH);
    }

    /** Whether anything that is shown differs: the score, a dimension's value, the status, the model, an override. */
    public boolean looksLike(Score other) {
        return modelVersion == other.modelVersion
                && overridden == other.overridden
                && Objects.equals(score(), other.score())
                && status == other.status
                && showsTheSame(other);
    }

    private boolean showsTheSame(Score other) {
        if (dimensions.size() != other.dimensions.size()) {
            return false;
        }
        for (int i = 0; i < dimensions.size(); i++) {
            var own = dimensions.get(i);
            var others = other.dimensions.get(i);
            if (!own.name().equals(others.name()) || !Objects.equals(own.shown(), others.shown())) {
                return false;
            }
        }
        return true;
    }
}
