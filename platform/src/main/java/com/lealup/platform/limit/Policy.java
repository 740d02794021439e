package com.lealup.platform.limit;

import java.util.regex.Pattern;

/** A limit under the name that callers see. */
public final class Policy {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z_-]{0,30}");

    private final String name;
    private final Limit limit;
    private final String field;
    private final String quota;

    private Policy(String name, Limit limit) {
        this.name = name;
        this.limit = limit;
        this.field =
                "\"" + name + "\";q=" + limit.quota() + ";w=" + limit.window().toSeconds();
        this.quota = Long.toString(limit.quota());
    }

    /**
     * A limit under a name.
     *
     * @throws IllegalArgumentException for a name with anything but lower-case letters, {@code _} and {@code -}
     */
    public static Policy of(String name, Limit limit) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a policy: " + name);
        }
        return new Policy(name, limit);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** What it allows. */
    public Limit limit() {
        return limit;
    }

    /** Its item of {@code RateLimit-Policy}, written once because every answer carries it. */
    String field() {
        return field;
    }

    String quota() {
        return quota;
    }

    @Override
    public String toString() {
        return field;
    }
}
