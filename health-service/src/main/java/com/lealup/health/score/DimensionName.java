package com.lealup.health.score;

/** The name of a dimension, as the API prints it. */
public record DimensionName(String value) {

    /** How much, how widely and how lately the product is used. */
    public static final DimensionName USAGE = new DimensionName("usage");

    /** Touches between the customer and us. */
    public static final DimensionName ENGAGEMENT = new DimensionName("engagement");

    /** Tickets. */
    public static final DimensionName SUPPORT = new DimensionName("support");

    /** What the customer says. */
    public static final DimensionName SENTIMENT = new DimensionName("sentiment");

    /** Refuses a name that could not be a JSON field or a column. */
    public DimensionName {
        if (!value.matches("[a-z][a-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("A dimension's name is snake_case, at most 64 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
