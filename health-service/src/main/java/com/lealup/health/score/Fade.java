package com.lealup.health.score;

/** What something that happened still counts, by how long ago that was: all of it at first, nothing in the end. */
public sealed interface Fade {

    /** The longest time anything counts, in days. */
    int MAX_DAYS = 400;

    /** What it counts after so many microseconds: a million at first, 0 in the end, never rising. */
    long weight(long micros);

    /** The day from which on it counts nothing. */
    int ends();

    /**
     * Counts whole, then fades over the last days of a window.
     *
     * @param days length of the window, 1 to {@link #MAX_DAYS}
     * @param fading over how many of its last days it fades, 1 to {@code days}
     */
    record Window(int days, int fading) implements Fade {

        /** Refuses a window that is too long, or fades before it begins. */
        public Window {
            if (days < 1 || days > MAX_DAYS || fading < 1 || fading > days) {
                throw new IllegalArgumentException("A window is 1 to 400 days and fades over 1 day or more of it");
            }
        }

        @Override
        public long weight(long micros) {
            var left = days * FixedPoint.MICROS_PER_DAY - micros;
            var span = fading * FixedPoint.MICROS_PER_DAY;
            if (left >= span) {
                return FixedPoint.ONE;
            }
            return left <= 0 ? 0 : FixedPoint.divide(left, FixedPoint.MICROS_PER_MICRO_DAY * fading);
        }

        @Override
        public int ends() {
            return days;
        }
    }

    /**
     * Halves with each half-life, in straight lines between; after five it counts nothing.
     *
     * @param days one half-life, 1 to 80
     */
    record HalfLife(int days) implements Fade {

        /** How many half-lives anything counts. */
        public static final int LIVES = 5;

        /** Refuses what would count longer than anything may. */
        public HalfLife {
            if (days < 1 || days > MAX_DAYS / LIVES) {
                throw new IllegalArgumentException("A half-life is 1 to 80 days");
            }
        }

        @Override
        public long weight(long micros) {
            if (micros <= 0) {
                return FixedPoint.ONE;
            }
            var life = days * FixedPoint.MICROS_PER_DAY;
            var passed = (int) Math.min(micros / life, LIVES);
            if (passed == LIVES) {
                return 0;
            }
            var from = FixedPoint.ONE >> passed;
            var to = passed + 1 == LIVES ? 0 : FixedPoint.ONE >> (passed + 1);
            return from - FixedPoint.divide((micros - passed * life) * (from - to), life);
        }

        @Override
        public int ends() {
            return days * LIVES;
        }
    }
}
