package com.lealup.health.score;

import java.math.BigDecimal;

/**
 * What a dimension counts for.
 *
 * @param tenThousandths 0 to 10000
 */
public record Weight(int tenThousandths) {

    /** The whole. */
    static final int WHOLE = 10_000;

    /** Refuses what is outside 0 to 1. */
    public Weight {
        if (tenThousandths < 0 || tenThousandths > WHOLE) {
            throw new IllegalArgumentException("A weight is between 0 and 1");
        }
    }

    /** The weight written as a decimal; an {@link ArithmeticException} if it has more than 4 places. */
    public static Weight of(BigDecimal value) {
        return new Weight(value.movePointRight(4).intValueExact());
    }

    /** The same as a decimal with at least two places: 0.40, 0.125. */
    public BigDecimal value() {
        var exact = BigDecimal.valueOf(tenThousandths, 4).stripTrailingZeros();
        return exact.scale() < 2 ? exact.setScale(2) : exact;
    }
}
