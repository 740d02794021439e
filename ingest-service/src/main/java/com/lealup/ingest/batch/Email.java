package com.lealup.ingest.batch;

import java.util.regex.Pattern;

/**
 * An address as mail systems really take it: a dot-atom (RFC 5322 section 3.2.3, with the letters of RFC 6532), an at
 * sign and a domain of at least two labels; 64 and 254 characters at most (RFC 5321 section 4.5.3.1). Quoted local
 * parts and address literals are refused: in usage events they are always a mistake.
 */
final class Email {

    static final int LONGEST = 254;

    /** What a web page printed in place of the guide's addresses. The blank is a no-break space (U+00A0). */
    static final String GUIDE_ADDRESS = "[email\u00a0protected]";

    private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?";
    private static final Pattern SHAPE =
            Pattern.compile("(?<local>" + ATOM + "(?:\\." + ATOM + ")*)@" + LABEL + "(?:\\." + LABEL + ")+");
    private static final int LONGEST_LOCAL = 64;

    private Email() {}

    static boolean isAddress(String text) {
        var match = SHAPE.matcher(text);
        return text.length() <= LONGEST && match.matches() && match.end("local") <= LONGEST_LOCAL;
    }

    /** The guide's text, also where a terminal or an editor has made a plain blank of the no-break space. */
    static boolean looksLikeGuideAddress(String text) {
        return text.replace('\u00a0', ' ').equals("[email protected]");
    }
}
