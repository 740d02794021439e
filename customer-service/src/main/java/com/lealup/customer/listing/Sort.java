package com.lealup.customer.listing;

import java.util.Optional;

/** A sort order. */
record Sort(SortKey key, boolean descending) {

    /** The newest first. */
    static final Sort DEFAULT = new Sort(SortKey.CREATED_AT, true);

    /** Reads {@code arr}, or {@code -arr} for descending. */
    static Optional<Sort> of(String text) {
        var descending = text.startsWith("-");
        return SortKey.of(descending ? text.substring(1) : text).map(key -> new Sort(key, descending));
    }

    String direction() {
        return descending ? "desc" : "asc";
    }

    /** The operator that selects what comes after. */
    String after() {
        return descending ? "<" : ">";
    }

    @Override
    public String toString() {
        return (descending ? "-" : "") + key.word();
    }
}
