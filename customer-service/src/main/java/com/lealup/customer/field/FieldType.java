package com.lealup.customer.field;

import com.lealup.customer.value.Checked;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;

/** What values of a field can be. */
enum FieldType {
    /** A text of at most 500 characters. */
    TEXT,
    /** A decimal number, exact. */
    NUMBER,
    /** A day, {@code 2027-01-31}. */
    DATE,
    /** True or false. */
    BOOLEAN,
    /** One of the definition's options. */
    DROPDOWN,
    /** An absolute http or https address. */
    URL,
    /** An amount of money with at most two decimals, exact; it can be negative. */
    CURRENCY;

    static final int LONGEST_TEXT = 500;
    private static final int LONGEST_URL = 2_000;
    private static final int DECIMALS = 2;
    private static final BigDecimal LARGEST = new BigDecimal("9999999999999999.99");
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Holds a scalar against the type; options are left to the definition. */
    Checked<Object> check(Object value) {
        return switch (this) {
            case TEXT -> value instanceof String text ? text(text) : wrong("a text");
            case NUMBER -> value instanceof BigDecimal ? Checked.valid(value) : wrong("a number");
            case DATE ->
                value instanceof String text && isDay(text) ? Checked.valid(value) : wrong("a date such as 2027-01-31");
            case BOOLEAN -> value instanceof Boolean ? Checked.valid(value) : wrong("true or false");
            case DROPDOWN -> value instanceof String ? Checked.valid(value) : wrong("one of its options");
            case URL ->
                value instanceof String text && isAddress(text)
                        ? Checked.valid(value)
                        : wrong("an address that begins with http:// or https://");
            case CURRENCY ->
                value instanceof BigDecimal amount && isMoney(amount)
                        ? Checked.valid(value)
                        : wrong("an amount with at most 2 decimals");
        };
    }

    private static Checked<Object> text(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? Checked.valid(text)
                : Checked.invalid("too_long", "must have at most " + LONGEST_TEXT + " characters");
    }

    private static Checked<Object> wrong(String mustBe) {
        return Checked.invalid("invalid_value", "must be " + mustBe + ", as the workspace defined this field");
    }

    private static boolean isDay(String text) {
        try {
            return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
                    && !text.startsWith("0000")
                    && LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isAddress(String text) {
        try {
            var address = new URI(text);
            return text.length() <= LONGEST_URL
                    && address.getScheme() != null
                    && SCHEMES.contains(address.getScheme().toLowerCase(Locale.ROOT))
                    && address.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isMoney(BigDecimal amount) {
        return amount.scale() <= DECIMALS && amount.abs().compareTo(LARGEST) <= 0;
    }
}
