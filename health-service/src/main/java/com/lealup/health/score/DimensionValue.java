package com.lealup.health.score;

import org.jspecify.annotations.Nullable;

/**
 * A dimension's part in a score.
 *
 * @param millionths the exact value, or null if it has none
 */
public record DimensionValue(DimensionName name, @Nullable Long millionths, Weight weight) {

    /** The value as shown: rounded half-up to an integer. */
    public @Nullable Integer shown() {
        return millionths == null ? null : shown(millionths);
    }

    static int shown(long millionths) {
        return Math.toIntExact(Math.floorDiv(millionths + FixedPoint.ONE / 2, FixedPoint.ONE));
    }
}
