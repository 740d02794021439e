package com.lealup.load.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds where an HTTP/1.1 message on a connection ends, without making garbage: the generator must not stop to collect
 * it while it measures. Bodies have a Content-Length; nothing that is measured here sends chunks.
 */
final class Message {

    private static final int LONGEST_HEAD = 16 * 1024;
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "\r\nconnection: close".getBytes(StandardCharsets.US_ASCII);

    private final byte[] head = new byte[LONGEST_HEAD];
    private int headLength;
    private long bodyLeft = -1;

    /**
     * Takes what has arrived.
     *
     * @return whether the message is complete; bytes after it stay in the buffer
     */
    boolean take(ByteBuffer arrived) {
        while (bodyLeft < 0) {
            if (!arrived.hasRemaining()) {
                return false;
            }
            if (headLength == LONGEST_HEAD) {
                throw new IllegalStateException("A head longer than " + LONGEST_HEAD + " bytes");
            }
            head[headLength++] = arrived.get();
            if (headEnds()) {
                bodyLeft = contentLength();
            }
        }
        int taken = (int) Math.min(bodyLeft, arrived.remaining());
        arrived.position(arrived.position() + taken);
        bodyLeft -= taken;
        return bodyLeft == 0;
    }

    /** The status of an answer whose head is complete. */
    int status() {
        return (head[9] - '0') * 100 + (head[10] - '0') * 10 + head[11] - '0';
    }

    /** Whether the other side will close the connection after this message. */
    boolean isLast() {
        return find(CLOSE) >= 0;
    }

    /** Makes room for the next one. */
    void clear() {
        headLength = 0;
        bodyLeft = -1;
    }

    private boolean headEnds() {
        int n = headLength;
        return n >= 4 && head[n - 1] == '\n' && head[n - 2] == '\r' && head[n - 3] == '\n' && head[n - 4] == '\r';
    }

    private long contentLength() {
        int at = find(LENGTH);
        if (at < 0) {
            return 0;
        }
        long length = 0;
        for (int i = at + LENGTH.length; head[i] != '\r'; i++) {
            if (head[i] != ' ') {
                length = length * 10 + head[i] - '0';
            }
        }
        return length;
    }

    private int find(byte[] lowerCase) {
        for (int start = 0; start + lowerCase.length <= headLength; start++) {
            if (matches(lowerCase, start)) {
                return start;
            }
        }
        return -1;
    }

    private boolean matches(byte[] lowerCase, int start) {
        for (int i = 0; i < lowerCase.length; i++) {
            byte b = head[start + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }
}
