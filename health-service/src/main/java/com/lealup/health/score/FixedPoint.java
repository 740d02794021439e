package com.lealup.health.score;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Decimal arithmetic on {@code long}: one is a million. A binary float would make 50 into 49.999… on some machine. */
final class FixedPoint {

    /** Units in one. */
    static final long ONE = 1_000_000;

    private static final long MICROSECONDS_PER_MICRO_DAY = 86_400;

    private FixedPoint() {}

    /** {@code dividend / divisor}, rounded half-even; {@code divisor} is positive. */
    static long divide(long dividend, long divisor) {
        var quotient = Math.floorDiv(dividend, divisor);
        var twice = Math.multiplyExact(2, Math.floorMod(dividend, divisor));
        if (twice > divisor || (twice == divisor && quotient % 2 != 0)) {
            return quotient + 1;
        }
        return quotient;
    }

    /** Days from one instant to another, in millionths of a day; negative when {@code to} is earlier. */
    static long days(Instant from, Instant to) {
        return divide(ChronoUnit.MICROS.between(from, to), MICROSECONDS_PER_MICRO_DAY);
    }
}
