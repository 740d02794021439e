package com.lealup.gateway.workspace;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address, lower-case. Only the shape is checked; whether it exists, only a message to it can tell.
 *
 * @param text at most 254 characters, as RFC 5321 section 4.5.3.1 leaves for an address
 */
public record EmailAddress(String text) {

    private static final Pattern SHAPE = Pattern.compile(
            "[^@\\s\\p{Cntrl}\\u00A0]{1,64}@[^@\\s\\p{Cntrl}\\u00A0.]+(\\.[^@\\s\\p{Cntrl}\\u00A0.]+)*");
    private static final int MAX_LENGTH = 254;

    /**
     * Refuses what cannot be used.
     *
     * @throws IllegalArgumentException for what has not the shape of an address
     */
    public EmailAddress {
        // First: lower case can be longer, and what is kept must be readable again.
        text = text.toLowerCase(Locale.ROOT);
        if (text.length() > MAX_LENGTH || !SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("Not the shape of an e-mail address");
        }
    }

    /** Reads an address; empty for what has not the shape of one. */
    public static Optional<EmailAddress> parse(String text) {
        try {
            return Optional.of(new EmailAddress(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** What stands before the {@code @}: the name of somebody of whom nothing else is known. */
    public String localPart() {
        return text.substring(0, text.indexOf('@'));
    }

    @Override
    public String toString() {
        return text;
    }
}
