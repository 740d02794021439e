package com.lealup.health.score;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Decimal arithmetic on {@code long}: one is a million. A binary float would make 50 into 49.999… on some machine. */
final class FixedPoint {

    /** Units in one. */
    static final long ONE = 1_000_000;

    static final long MICROS_PER_MICRO_DAY = 86_400;

    static final long MICROS_PER_DAY = MICROS_PER_MICRO_DAY * ONE;

    private FixedPoint() {}

    /** {@code dividend / divisor}, rounded half-even; {@code divisor} is positive. */
    static long divide(long dividend, long divisor) {
        var quotient = Math.floorDiv(dividend, divisor);
        var rest = dividend - quotient * divisor;
        var other = divisor - rest;
        if (rest > other || (rest == other && (quotient & 1) != 0)) {
            return quotient + 1;
        }
        return quotient;
    }

    /** Microseconds since 1970. */
    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), ONE), instant.getNano() / 1000);
    }

    /** The reverse of {@link #micros}. */
    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** A span of microseconds as millionths of a day. */
    static long days(long micros) {
        return divide(micros, MICROS_PER_MICRO_DAY);
    }
}
