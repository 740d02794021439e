package com.lealup.health.score;

import java.util.regex.Pattern;

/** The name of an event: snake_case, at most 64 characters. */
public final class EventName {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final String value;
    private final long key;

    /** Refuses a name that no event can have. */
    public EventName(String value) {
        if (!isValid(value)) {
            throw new IllegalArgumentException("An event's name is snake_case, at most 64 characters");
        }
        this.value = value;
        this.key = ShortHash.of(value);
    }

    /** Whether an event can have this name. */
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    /** What aggregates know it by. */
    public long key() {
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventName name && value.equals(name.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
