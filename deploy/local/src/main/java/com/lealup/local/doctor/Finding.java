package com.lealup.local.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What one check has seen.
 *
 * @param check which one
 * @param what it saw
 * @param cure what to do about it; null where there is nothing to do
 */
public record Finding(
        String check, Level level, String what, @Nullable String cure) {

    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        FINE,
        /** Works, but wants somebody's attention. */
        WARNING,
        /** Does not work, or is not safe. */
        PROBLEM
    }

    static Finding fine(String check, String what) {
        return new Finding(check, Level.FINE, what, null);
    }

    static Finding warning(String check, String what, String cure) {
        return new Finding(check, Level.WARNING, what, cure);
    }

    static Finding problem(String check, String what, String cure) {
        return new Finding(check, Level.PROBLEM, what, cure);
    }
}
