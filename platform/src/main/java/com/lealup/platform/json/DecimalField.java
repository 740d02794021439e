package com.lealup.platform.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A number, exact as written. */
public final class DecimalField extends JsonField<BigDecimal, DecimalField> {

    DecimalField(JsonBody.Slot slot, @Nullable BigDecimal value) {
        super(slot, value);
    }

    /** Inclusive. */
    public DecimalField min(long min) {
        return min(BigDecimal.valueOf(min));
    }

    /** Inclusive. */
    public DecimalField min(BigDecimal min) {
        return check(number -> number.compareTo(min) >= 0, "out_of_range", "must be at least " + min.toPlainString());
    }

    /** Inclusive. */
    public DecimalField max(long max) {
        return max(BigDecimal.valueOf(max));
    }

    /** Inclusive. */
    public DecimalField max(BigDecimal max) {
        return check(number -> number.compareTo(max) <= 0, "out_of_range", "must be at most " + max.toPlainString());
    }

    /** At most that many decimals, zeros at the end not counted. */
    public DecimalField scale(int decimals) {
        return check(
                number -> number.stripTrailingZeros().scale() <= decimals,
                "too_many_decimals",
                "must have at most " + decimals + " decimals");
    }

    @Override
    DecimalField self() {
        return this;
    }

    @Override
    BigDecimal standIn() {
        return BigDecimal.ZERO;
    }
}
