package com.lealup.customer.value;

import org.jspecify.annotations.Nullable;

/** What a customer is called: 1 to 200 characters (code points), not only blanks, no control characters. */
public record CustomerName(String value) {

    /** In characters. */
    public static final int LONGEST = 200;

    public CustomerName {
        var fault = faultOf(value);
        if (fault != null) {
            throw new IllegalArgumentException(fault.why());
        }
    }

    /** Reads a name as a client wrote it; nothing is trimmed or changed. */
    public static Checked<CustomerName> read(String text) {
        var fault = faultOf(text);
        return fault == null ? Checked.valid(new CustomerName(text)) : fault;
    }

    private static Checked.@Nullable Invalid<CustomerName> faultOf(String text) {
        var length = text.codePointCount(0, text.length());
        if (length > LONGEST) {
            return new Checked.Invalid<>("too_long", "must have at most " + LONGEST + " characters, has " + length);
        }
        if (text.isBlank()) {
            return new Checked.Invalid<>("too_short", "must have at least 1 character that is not a blank");
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            return new Checked.Invalid<>("invalid_characters", "must not contain control characters");
        }
        return null;
    }
}
