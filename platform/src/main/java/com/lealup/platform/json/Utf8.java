package com.lealup.platform.json;

import com.lealup.platform.problem.Problems;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Refuses bytes that are not UTF-8, which the parser alone does not: it takes overlong forms, and UTF-16 and UTF-32 by
 * their looks. Those two contain zero bytes in any JSON text, so that forbidding the zero byte keeps them out.
 */
final class Utf8 {

    private static final int CHUNK = 8192;

    private Utf8() {}

    static void check(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        var discarded = CharBuffer.allocate(CHUNK);
        while (true) {
            var result = decoder.decode(in, discarded, true);
            if (result.isError()) {
                throw malformed("The body is not valid UTF-8", bytes, in.position());
            }
            if (!result.isOverflow()) {
                break;
            }
            discarded.clear();
        }
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw malformed("The body is not JSON in UTF-8: it contains a zero byte", bytes, i);
            }
        }
    }

    private static RuntimeException malformed(String reason, byte[] bytes, int offset) {
        var line = 1;
        var column = 1;
        for (var i = 0; i < offset; i++) {
            if (bytes[i] == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return Problems.malformed(reason, line, column);
    }
}
