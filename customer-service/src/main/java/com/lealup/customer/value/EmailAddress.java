package com.lealup.customer.value;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address that somebody could really have: a dot-atom (RFC 5322, section 3.2.3; with RFC 6532 also letters
 * beyond ASCII), an {@code @}, a domain. Quoted local parts, comments and address literals are refused.
 *
 * @param value as it was written, for showing
 */
public record EmailAddress(String value) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    /** A domain may end in its root dot, in any of the spellings of UTS #46; one in an address may not (RFC 5321). */
    private static final String ROOT_DOTS = ".\u3002\uff0e\uff61";

    private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");

    public EmailAddress {
        if (!isAddress(value)) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    public static Checked<EmailAddress> read(String text) {
        return isAddress(text)
                ? Checked.valid(new EmailAddress(text))
                : Checked.invalid("invalid_email", "must be an e-mail address such as jane@example.com");
    }

    /** The form in which addresses are compared: people write their own in any case. */
    public String folded() {
        return value.toLowerCase(Locale.ROOT);
    }

    private static boolean isAddress(String text) {
        var at = text.lastIndexOf('@');
        return text.length() <= LONGEST
                && at > 0
                && ROOT_DOTS.indexOf(text.charAt(text.length() - 1)) < 0
                && at <= LONGEST_LOCAL_PART
                && LOCAL_PART.matcher(text.substring(0, at)).matches()
                && EmailDomain.read(text.substring(at + 1)) instanceof Checked.Valid<EmailDomain>;
    }
}
