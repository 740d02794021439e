package com.lealup.customer.field;

import com.fasterxml.jackson.annotation.JsonValue;
import com.lealup.customer.value.Checked;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A customer's own fields by key: each value a {@link String}, a {@link BigDecimal} or a {@link Boolean}. Keys are in
 * order, so that the same fields always print the same.
 */
public record CustomFields(@JsonValue SortedMap<String, Object> values) {

    /** What {@link #fits} asks, for people. */
    public static final String LIMITS = "a customer has at most 200 custom fields of 64 KB together";

    private static final int MOST = 200;

    /** In UTF-8, keys and texts: a customer before and after a change has to fit into one record on a topic. */
    private static final int LARGEST = 64 * 1024;

    static final int LONGEST_KEY = 64;
    static final int LONGEST_TEXT = 2_000;

    /** Digits before and after the point: as exact as any ledger needs, and nothing that only memory would pay for. */
    private static final int MOST_DIGITS = 38;

    public static final CustomFields NONE = new CustomFields(new TreeMap<>());

    public CustomFields {
        for (var value : values.values()) {
            if (!(value instanceof String || value instanceof BigDecimal || value instanceof Boolean)) {
                throw new IllegalArgumentException("a custom field is a text, a decimal or a truth value");
            }
        }
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** With these fields set, and those whose value is null taken away (RFC 7396). */
    public CustomFields merge(Map<String, @Nullable Object> changes) {
        var merged = new TreeMap<>(values);
        changes.forEach((key, value) -> {
            if (value == null) {
                merged.remove(key);
            } else {
                merged.put(key, value);
            }
        });
        return new CustomFields(merged);
    }

    /** Whether they are few and small enough for a customer. */
    public boolean fits() {
        return values.size() <= MOST
                && values.entrySet().stream()
                                .mapToInt(field -> bytes(field.getKey())
                                        + bytes(field.getValue().toString()))
                                .sum()
                        <= LARGEST;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Checks a key as a client wrote it. */
    public static Checked<String> key(String key) {
        var length = key.codePointCount(0, key.length());
        if (length < 1 || length > LONGEST_KEY || key.codePoints().anyMatch(Character::isISOControl)) {
            return Checked.invalid(
                    "invalid_key", "a key has 1 to " + LONGEST_KEY + " characters, none of them control");
        }
        return Checked.valid(key);
    }

    /** Checks a text as a client wrote it. */
    public static Checked<Object> text(String value) {
        return value.codePointCount(0, value.length()) > LONGEST_TEXT
                ? Checked.invalid("too_long", "must have at most " + LONGEST_TEXT + " characters")
                : Checked.valid(value);
    }

    /** Checks a number as a client wrote it; kept without trailing zeros, so that 1.0 and 1 are the same. */
    public static Checked<Object> number(BigDecimal value) {
        if (value.signum() == 0) {
            return Checked.valid(BigDecimal.ZERO);
        }
        var integerDigits = (long) value.precision() - value.scale();
        if (integerDigits > MOST_DIGITS || value.precision() > 2 * MOST_DIGITS || value.scale() > 2 * MOST_DIGITS) {
            return tooManyDigits();
        }
        var stripped = value.stripTrailingZeros();
        return stripped.scale() > MOST_DIGITS
                ? tooManyDigits()
                : Checked.valid(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
    }

    private static Checked<Object> tooManyDigits() {
        return Checked.invalid(
                "out_of_range", "must have at most " + MOST_DIGITS + " digits before and after the decimal point");
    }
}
