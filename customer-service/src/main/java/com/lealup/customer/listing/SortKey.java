package com.lealup.customer.listing;

import com.lealup.customer.value.CustomerName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        return Arrays.stream(values()).filter(key -> key.word().equals(word)).findFirst();
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

    /** Whether a text out of a cursor, which a caller may have made up, is a value of the column. */
    boolean accepts(@Nullable String value) {
        if (value == null) {
            return nullable;
        }
        return switch (this) {
            case NAME -> isText(value);
            case ARR -> value.matches("[0-9]{1,18}");
            case HEALTH_SCORE -> value.matches("[0-9]{1,3}");
            case RENEWAL_DATE -> isDate(value);
            case CREATED_AT -> isInstant(value);
        };
    }

    private static boolean isText(String text) {
        return text.length() <= 2 * 3 * CustomerName.LONGEST
                && text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    private static boolean isDate(String text) {
        return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") && parses(LocalDate::parse, text) && !text.startsWith("0000");
    }

    private static boolean isInstant(String text) {
        return text.matches("[1-9][0-9]{3}-.*Z") && parses(Instant::parse, text);
    }

    private static boolean parses(Function<String, ?> parsing, String text) {
        try {
            return parsing.apply(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
