package com.lealup.ingest.batch;

/**
 * The numbers that JSON can carry between different parsers: those within the range of IEEE 754 double precision (RFC
 * 8259 section 6). Digits beyond its precision are kept as text; a magnitude beyond its range is refused.
 */
final class DoubleRange {

    private static final int SURELY_WITHIN = 300;

    private DoubleRange() {}

    static boolean holds(String number) {
        var exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        if (exponent < 0 && number.length() < SURELY_WITHIN) {
            return true;
        }
        var value = Double.parseDouble(number);
        return Double.isFinite(value) && (value != 0 || isZero(number, exponent));
    }

    private static boolean isZero(String number, int exponent) {
        var end = exponent < 0 ? number.length() : exponent;
        return number.chars().limit(end).noneMatch(c -> c >= '1' && c <= '9');
    }
}
