package com.lealup.health.score;

import java.util.List;

/**
 * A continuous curve of straight pieces, as data. Left of the first point and right of the last one it is level.
 *
 * @param points at least one, x strictly ascending; millionths on both axes
 */
public record Curve(List<Point> points) {

    /** Keeps {@code dx * dy} inside a {@code long}. */
    private static final long MAX_X = 10_000 * FixedPoint.ONE;

    private static final long MAX_Y = 100 * FixedPoint.ONE;

    /** One corner of a curve, in millionths. */
    public record Point(long x, long y) {

        /** Refuses what could overflow. */
        public Point {
            if (Math.abs(x) > MAX_X || Math.abs(y) > MAX_Y) {
                throw new IllegalArgumentException("A curve's x is at most 10000 and its y at most 100");
            }
        }
    }

    /** Refuses a curve that is empty or goes back. */
    public Curve {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("A curve has at least one point");
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).x() <= points.get(i - 1).x()) {
                throw new IllegalArgumentException("The points of a curve ascend in x");
            }
        }
    }

    /** {@code x, y, x, y, …} in millionths, read from decimal text so that the model is written as people write it. */
    static Curve of(String... decimals) {
        var points = new java.util.ArrayList<Point>();
        for (int i = 0; i < decimals.length; i += 2) {
            points.add(new Point(millionths(decimals[i]), millionths(decimals[i + 1])));
        }
        return new Curve(points);
    }

    /** The height at {@code x}, rounded half-even to a millionth. A monotone curve stays monotone after rounding. */
    long at(long x) {
        var left = points.getFirst();
        if (x <= left.x()) {
            return left.y();
        }
        for (var right : points) {
            if (x <= right.x()) {
                return right.x() == x ? right.y() : between(left, right, x);
            }
            left = right;
        }
        return left.y();
    }

    private static long between(Point left, Point right, long x) {
        return left.y() + FixedPoint.divide((x - left.x()) * (right.y() - left.y()), right.x() - left.x());
    }

    private static long millionths(String decimal) {
        return new java.math.BigDecimal(decimal).movePointRight(6).longValueExact();
    }
}
