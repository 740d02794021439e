package com.lealup.customer.value;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The DNS name behind a customer's e-mail addresses, in the one form in which two spellings of a name are equal: lower
 * case, internationalised labels as A-labels ({@code xn--…}, RFC 5890), no root dot.
 *
 * <p>Names are mapped and checked as UTS #46 says (non-transitional, so {@code ß} stays itself; STD3 characters, Bidi
 * and ContextJ rules), with the lengths of RFC 1035. At least two labels, and a last label that is not a number, so
 * that neither {@code localhost} nor an IP address passes.
 */
public record EmailDomain(String value) {

    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE);

    private static final int LONGEST = 253;

    /** Longer text is refused before it is mapped: no valid name is longer in any spelling worth the work. */
    private static final int LONGEST_TEXT = 1_000;

    private static final Pattern CANONICAL =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMBER = Pattern.compile(".*\\.(?:[0-9]+|0x[0-9a-f]*)");

    public EmailDomain {
        if (value.length() > LONGEST || !CANONICAL.matcher(value).matches()) {
            throw new IllegalArgumentException("not a DNS name in lower case and punycode");
        }
    }

    /** Reads a domain in any case, in Unicode or in punycode, with or without the root dot. */
    public static Checked<EmailDomain> read(String text) {
        if (text.isEmpty()) {
            return invalid("must not be empty; leave the field out when there is no domain");
        }
        if (text.length() > LONGEST_TEXT) {
            return invalid("must be at most 253 characters long");
        }
        if (text.indexOf('@') >= 0) {
            return invalid("must be a DNS name such as acme.com, without the part before the @");
        }
        var info = new IDNA.Info();
        var ascii =
                UTS46.nameToASCII(text, new StringBuilder(), info).toString().toLowerCase(Locale.ROOT);
        var name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        if (name.length() > LONGEST) {
            return invalid("must be at most 253 characters long once internationalised labels are punycode");
        }
        // The root dot is the one empty label that is allowed, and it was taken off above.
        info.getErrors().remove(IDNA.Error.EMPTY_LABEL);
        if (info.hasErrors() && !info.getErrors().isEmpty()) {
            return invalid("is not a valid DNS name: "
                    + reason(info.getErrors().iterator().next()));
        }
        if (name.indexOf('.') < 0) {
            return invalid("must have at least two labels, such as acme.com");
        }
        if (!CANONICAL.matcher(name).matches()) {
            return invalid("is not a valid DNS name: labels are 1 to 63 letters, digits and inner hyphens");
        }
        if (NUMBER.matcher(name).matches()) {
            return invalid("must be a DNS name, not an IP address");
        }
        return Checked.valid(new EmailDomain(name));
    }

    private static Checked<EmailDomain> invalid(String why) {
        return Checked.invalid("invalid_domain", why);
    }

    private static String reason(IDNA.Error error) {
        return switch (error) {
            case EMPTY_LABEL -> "a label is empty";
            case LABEL_TOO_LONG -> "a label is longer than 63 characters";
            case DOMAIN_NAME_TOO_LONG -> "it is longer than 253 characters";
            case LEADING_HYPHEN, TRAILING_HYPHEN -> "a label begins or ends with a hyphen";
            case HYPHEN_3_4 -> "a label has hyphens in its third and fourth place";
            case LEADING_COMBINING_MARK -> "a label begins with a combining mark";
            case DISALLOWED -> "it contains a character that DNS names do not allow";
            case PUNYCODE -> "a label that begins with xn-- is not punycode";
            case LABEL_HAS_DOT -> "a label contains a dot";
            case INVALID_ACE_LABEL -> "a label that begins with xn-- does not stand for an internationalised label";
            case BIDI -> "it mixes writing directions in a way that DNS names do not allow";
            case CONTEXTJ -> "it contains a joiner where none is allowed";
            case CONTEXTO_PUNCTUATION, CONTEXTO_DIGITS -> "it contains a character that is not allowed where it stands";
        };
    }
}
