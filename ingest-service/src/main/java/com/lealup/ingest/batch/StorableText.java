package com.lealup.ingest.batch;

/**
 * Text that every part downstream can keep. U+0000 and a surrogate without its pair are writable in JSON as escapes,
 * but neither is text in UTF-8 or in PostgreSQL: better refused at the door, where the client can see it, than poison
 * later.
 */
final class StorableText {

    private static final int ESCAPE = 6;

    private StorableText() {}

    /** For a decoded string. Other control characters are refused too: they have no place in an identifier. */
    static boolean isIdentifier(String text) {
        // Only a surrogate without its pair is a code point of its own.
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /** For valid JSON text in valid UTF-8, undecoded: only an escape can hide such a character. */
    static boolean isStorableJson(byte[] json, int from, int to) {
        var at = from;
        while (at < to) {
            if (json[at] != '\\') {
                at++;
            } else if (json[at + 1] != 'u') {
                at += 2;
            } else {
                var c = (char) hex(json, at + 2);
                if (c == 0 || Character.isLowSurrogate(c)) {
                    return false;
                }
                at += ESCAPE;
                if (Character.isHighSurrogate(c)) {
                    if (!lowSurrogateEscape(json, at, to)) {
                        return false;
                    }
                    at += ESCAPE;
                }
            }
        }
        return true;
    }

    private static boolean lowSurrogateEscape(byte[] json, int at, int to) {
        return at + ESCAPE <= to
                && json[at] == '\\'
                && json[at + 1] == 'u'
                && Character.isLowSurrogate((char) hex(json, at + 2));
    }

    private static int hex(byte[] json, int at) {
        var value = 0;
        for (var i = at; i < at + 4; i++) {
            value = value << 4 | Character.digit(json[i], 16);
        }
        return value;
    }
}
