package com.lealup.ingest.batch;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Strict UTF-8 (RFC 3629): no overlong form, no surrogate, no truncated sequence. The JSON parser decodes leniently in
 * the strings it skips, so the bytes are judged before it sees them.
 */
final class Utf8 {

    private static final int STEP = 8 * 1024;

    private Utf8() {}

    /** The offset of the first byte that is no UTF-8. */
    static OptionalInt firstInvalid(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        skipAscii(in);
        if (!in.hasRemaining()) {
            return OptionalInt.empty();
        }
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var out = CharBuffer.allocate(STEP);
        while (true) {
            var result = decoder.decode(in, out, true);
            if (result.isError()) {
                return OptionalInt.of(in.position());
            }
            if (result.isUnderflow()) {
                return OptionalInt.empty();
            }
            out.clear();
        }
    }

    private static void skipAscii(ByteBuffer in) {
        while (in.remaining() >= Long.BYTES && (in.getLong(in.position()) & 0x8080808080808080L) == 0) {
            in.position(in.position() + Long.BYTES);
        }
        while (in.hasRemaining() && in.get(in.position()) >= 0) {
            in.position(in.position() + 1);
        }
    }
}
