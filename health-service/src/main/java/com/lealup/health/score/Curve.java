package com.lealup.health.score;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A continuous curve of straight pieces, as data. Left of the first point and right of the last one it is level. */
public final class Curve {

    /** The largest x of a point: days, users or counts. */
    public static final int MAX_X = 10_000;

    /** The largest y of a point: points of a dimension. */
    public static final int MAX_Y = 100;

    private final List<Point> points;
    private final long[] xs;
    private final long[] ys;

    /**
     * One corner of a curve.
     *
     * @param x millionths, 0 to {@link #MAX_X}
     * @param y millionths, 0 to {@link #MAX_Y}
     */
    public record Point(long x, long y) {

        /** Refuses what is out of range; within it no arithmetic of the scorer overflows. */
        public Point {
            if (x < 0 || x > MAX_X * FixedPoint.ONE || y < 0 || y > MAX_Y * FixedPoint.ONE) {
                throw new IllegalArgumentException("A curve's x is 0 to 10000 and its y 0 to 100");
            }
        }
    }

    /**
     * A curve through these points.
     *
     * @param points at least one, x strictly ascending
     */
    public Curve(List<Point> points) {
        this.points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("A curve has at least one point");
        }
        xs = points.stream().mapToLong(Point::x).toArray();
        ys = points.stream().mapToLong(Point::y).toArray();
        for (int i = 1; i < xs.length; i++) {
            if (xs[i] <= xs[i - 1]) {
                throw new IllegalArgumentException("The points of a curve ascend in x");
            }
        }
    }

    /** {@code x, y, x, y, …} read from decimal text, so that a model is written as people write it. */
    static Curve of(String... decimals) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < decimals.length; i += 2) {
            points.add(new Point(millionths(decimals[i]), millionths(decimals[i + 1])));
        }
        return new Curve(points);
    }

    /** Its corners, x ascending. */
    public List<Point> points() {
        return points;
    }

    /** Whether it never falls. */
    public boolean rises() {
        return isOrdered(false);
    }

    /** Whether it never rises. */
    public boolean falls() {
        return isOrdered(true);
    }

    private boolean isOrdered(boolean falling) {
        for (int i = 1; i < ys.length; i++) {
            if (falling ? ys[i] > ys[i - 1] : ys[i] < ys[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** From where on it is level, in millionths. */
    long end() {
        return xs[xs.length - 1];
    }

    /** The height at {@code x}, rounded half-even to a millionth. A monotone curve stays monotone after rounding. */
    long at(long x) {
        if (x <= xs[0]) {
            return ys[0];
        }
        for (int i = 1; i < xs.length; i++) {
            if (x <= xs[i]) {
                return x == xs[i]
                        ? ys[i]
                        : ys[i - 1] + FixedPoint.divide((x - xs[i - 1]) * (ys[i] - ys[i - 1]), xs[i] - xs[i - 1]);
            }
        }
        return ys[ys.length - 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Curve curve && points.equals(curve.points);
    }

    @Override
    public int hashCode() {
        return points.hashCode();
    }

    @Override
    public String toString() {
        return points.toString();
    }

    private static long millionths(String decimal) {
        return new BigDecimal(decimal).movePointRight(6).longValueExact();
    }
}
