package com.lealup.ingest.batch;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * A cursor over JSON as RFC 8259 has it, in UTF-8 and nothing else. It never builds a tree. Lengths are left to whoever
 * reads a value, because a value that is too long spoils its own event and not the whole body; only the depth is
 * bounded here, because open brackets are the one thing that makes a cursor remember.
 */
final class StrictJson implements AutoCloseable {

    static final int DEEPEST = 500;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] body;
    private final int origin;
    private final JsonParser parser;

    StrictJson(byte[] body) {
        this.body = body;
        this.origin = startsWithByteOrderMark(body) ? BYTE_ORDER_MARK.length : 0;
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), body, origin, body.length - origin);
    }

    JsonParser parser() {
        return parser;
    }

    /** Offset of the current token's first byte. */
    int tokenStart() {
        return origin + (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Offset after the current token's last byte; only true for brackets, which are never read lazily. */
    int tokenEnd() {
        return origin + (int) parser.currentLocation().getByteOffset();
    }

    /**
     * Whether the string at the cursor is written with more bytes than so many characters can need. Asked before
     * decoding, so that a text of 16 MB where a name should be is never copied.
     */
    boolean hopelesslyLong(int characters) {
        var from = tokenStart() + 1;
        // A character beyond the basic plane is two escapes of six bytes.
        var most = Math.min(body.length, from + characters * 12 + 1);
        for (var i = from; i < most; i++) {
            if (body[i] == '"') {
                return false;
            }
            if (body[i] == '\\') {
                i++;
            }
        }
        return true;
    }

    MalformedException malformed(String detail) {
        return malformed(detail, parser.currentTokenLocation());
    }

    static MalformedException malformed(String detail, @Nullable TokenStreamLocation at) {
        if (at == null) {
            return new MalformedException(detail, 1, 1);
        }
        return new MalformedException(detail, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }

    /** What the current token is, for messages. */
    String kind() {
        var token = parser.currentToken();
        return switch (token == null ? JsonToken.NOT_AVAILABLE : token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT -> "nothing";
        };
    }

    @Override
    public void close() {
        parser.close();
    }

    private static boolean startsWithByteOrderMark(byte[] body) {
        return body.length >= 3
                && body[0] == BYTE_ORDER_MARK[0]
                && body[1] == BYTE_ORDER_MARK[1]
                && body[2] == BYTE_ORDER_MARK[2];
    }

    /** Ends a pass over a body that is not JSON; never leaves this package. */
    static final class MalformedException extends RuntimeException {
        private final int line;
        private final int column;

        MalformedException(String detail, int line, int column) {
            super(detail, null, false, false);
            this.line = line;
            this.column = column;
        }

        Reading.Malformed reading() {
            return new Reading.Malformed(String.valueOf(getMessage()), line, column);
        }
    }
}
