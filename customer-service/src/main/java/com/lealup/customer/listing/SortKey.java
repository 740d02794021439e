package com.lealup.customer.listing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What customers can be sorted by. The columns are those of the indexes, which end with the customer's id, so that any
 * page of any order is one range of one index.
 */
enum SortKey {
    NAME("c.name_folded", "text", "c.id", false),
    ARR("c.arr_cents", "bigint", "c.id", true),
    HEALTH_SCORE("h.score", "integer", "h.customer_id", true),
    RENEWAL_DATE("c.renewal_date", "date", "c.id", true),
    CREATED_AT("c.created_at", "timestamptz", "c.id", false);

    private final String column;
    private final String type;
    private final String id;
    private final boolean nullable;

    SortKey(String column, String type, String id, boolean nullable) {
        this.column = column;
        this.type = type;
        this.id = id;
        this.nullable = nullable;
    }

    static Optional<SortKey> of(String word) {
        return Arrays.stream(values())
                .filter(key -> key.word().equals(word))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String column() {
        return column;
    }

    /** The column's SQL type, to which the text in a cursor is cast. */
    String type() {
        return type;
    }

    /** The column that breaks ties, of the same table, since an index covers one table. */
    String id() {
        return id;
    }

    /** Whether customers can be without it; those come last in either direction. */
    boolean nullable() {
        return nullable;
    }
}
