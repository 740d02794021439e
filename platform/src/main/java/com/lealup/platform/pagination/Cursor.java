package com.lealup.platform.pagination;

import com.lealup.platform.id.Ulids;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the sort keys of its last row, which the next page starts behind. Callers see it as opaque text.
 * The typed readers answer a value that is not of that type with 400, so that nothing a caller may have made up reaches
 * a query.
 *
 * @param values the keys in the order of the sort; a key that is null in the database is null here
 */
public record Cursor(List<@Nullable String> values) {

    /** The query parameter. */
    public static final String PARAMETER = "cursor";

    private static final int MOST_VALUES = 8;

    public Cursor {
        if (values.isEmpty() || values.size() > MOST_VALUES) {
            throw new IllegalArgumentException("a cursor has 1 to " + MOST_VALUES + " values");
        }
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** The keys as they print: an instant in ISO 8601, a number in decimal, an id in its own text. */
    public static Cursor of(@Nullable Object... keys) {
        var values = new ArrayList<@Nullable String>();
        for (var key : keys) {
            values.add(
                    switch (key) {
                        case null -> null;
                        case BigDecimal number -> number.toPlainString();
                        default -> key.toString();
                    });
        }
        return new Cursor(values);
    }

    /** The key at that place as text. */
    public String text(int index) {
        return read(index, Function.identity());
    }

    /** The key at that place, or null if the row's was null. */
    public @Nullable String textOrNull(int index) {
        return index < values.size() ? values.get(index) : null;
    }

    /** The key at that place as a time. */
    public Instant instant(int index) {
        return read(index, Instant::parse);
    }

    /** The key at that place as a UUID. */
    public UUID uuid(int index) {
        return read(index, UUID::fromString);
    }

    /** The key at that place as a ULID. */
    public UUID ulid(int index) {
        return read(index, text -> Ulids.parse(text).orElseThrow(() -> new IllegalArgumentException("not a ULID")));
    }

    /** The key at that place as a number. */
    public BigDecimal decimal(int index) {
        return read(index, BigDecimal::new);
    }

    /** The key at that place as a whole number. */
    public long number(int index) {
        return read(index, Long::parseLong);
    }

    private <T> T read(int index, Function<String, T> reading) {
        var text = textOrNull(index);
        if (text == null) {
            throw forged();
        }
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw forged();
        }
    }

    static ProblemException forged() {
        return Problems.validation(
                "?" + PARAMETER,
                "invalid_cursor",
                "must be the next_cursor of an earlier page of the same list with the same filters");
    }
}
