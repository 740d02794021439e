package com.lealup.load.year;

import java.util.Locale;

/** How an account's year goes: its mood is the chance that it works with the product on a weekday. */
enum Kind {
    /** From a trial to the whole company. */
    GROWING {
        @Override
        double mood(int day) {
            return 0.25 + 0.7 * day / LAST_DAY;
        }
    },
    /** Loses interest, slowly. */
    FADING {
        @Override
        double mood(int day) {
            return Math.max(0.02, 0.9 - 1.1 * day / LAST_DAY);
        }
    },
    /** Two seasons, two pauses. */
    SEASONAL {
        @Override
        double mood(int day) {
            return 0.48 + 0.46 * Math.cos(4 * Math.PI * day / LAST_DAY);
        }
    },
    /** Content, until one day in the middle of the year nobody comes any more. */
    DYING {
        @Override
        double mood(int day) {
            return day < END ? 0.85 : 0;
        }
    };

    /** The day from which on a dying account does nothing. */
    static final int END = 200;

    private static final double LAST_DAY = 364;

    abstract double mood(int day);

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
