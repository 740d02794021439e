package com.lealup.customer.filter;

import java.util.List;

/**
 * Which customers somebody means. Whatever a customer does not have is neither equal to, less nor more than anything.
 */
public sealed interface Filter {

    /** All of them hold. */
    record And(List<Filter> parts) implements Filter {}

    /** One of them holds. */
    record Or(List<Filter> parts) implements Filter {}

    /** It does not hold, be it only for want of a value. */
    record Not(Filter part) implements Filter {}

    /**
     * The subject stands so to the value.
     *
     * @param value of the type of the subject's column; for a custom field a text, a decimal or a truth value
     */
    record Compare(Subject subject, Comparison comparison, Object value) implements Filter {}

    /**
     * The subject is one of them.
     *
     * @param values as that of {@link Compare}
     */
    record In(Subject subject, List<Object> values) implements Filter {}

    /** The subject is a text that has this one in it, whatever the case and the accents of both. */
    record Contains(Subject subject, String text) implements Filter {}

    /** The customer does not have the subject. */
    record Absent(Subject subject) implements Filter {}

    /** The subject is a day from today to that many days from today. */
    record WithinDays(Subject subject, int days) implements Filter {}

    /** What a filter looks at. */
    sealed interface Subject {

        /** A field that every customer has, if empty. */
        record Own(CustomerField field) implements Subject {}

        /** One that the workspace added. */
        record Custom(String key) implements Subject {}
    }

    /** How two values stand to each other. */
    enum Comparison {
        EQ("="),
        NE("<>"),
        LT("<"),
        LTE("<="),
        GT(">"),
        GTE(">=");

        private final String operator;

        Comparison(String operator) {
            this.operator = operator;
        }

        /** In SQL. */
        String operator() {
            return operator;
        }

        boolean isOrder() {
            return this != EQ && this != NE;
        }
    }
}
