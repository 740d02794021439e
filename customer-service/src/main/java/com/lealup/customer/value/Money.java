package com.lealup.customer.value;

import java.math.BigDecimal;

/**
 * An amount of the workspace's currency: not negative, at most two decimals, below 10^16 (what {@code numeric(18,2)}
 * holds). Decimal from the first byte to the last: never a binary float.
 */
public record Money(BigDecimal amount) {

    /** The largest amount. */
    public static final BigDecimal LARGEST = new BigDecimal("9999999999999999.99");

    public static final int SCALE = 2;

    /** Normalises to the scale of the column, so that 50000 and 50000.00 are equal. */
    public Money {
        if (amount.signum() < 0 || amount.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException("money is between 0 and " + LARGEST.toPlainString());
        }
        amount = amount.setScale(SCALE);
    }

    /** In hundredths. */
    public long cents() {
        return amount.unscaledValue().longValueExact();
    }

    /** Without trailing zeros, the way the API prints it: {@code 50000}, {@code 0.5}. */
    public BigDecimal shortest() {
        var stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
