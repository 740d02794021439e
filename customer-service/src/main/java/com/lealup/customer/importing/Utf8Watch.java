package com.lealup.customer.importing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Passes bytes on and remembers whether all of them together are UTF-8. */
final class Utf8Watch extends FilterInputStream {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer decoded = CharBuffer.allocate(8192);
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private boolean valid = true;

    Utf8Watch(InputStream source) {
        super(source);
    }

    /** Whether what has been read is UTF-8; meant to be asked at the end. */
    boolean valid() {
        return valid && rest.remaining() == 0;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        var count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        var count = super.read(target, offset, length);
        if (count > 0 && valid) {
            watch(target, offset, count);
        }
        return count;
    }

    /** The servlet container owns the source, and what is left of a refused file is still to be read. */
    @Override
    public void close() {}

    private void watch(byte[] bytes, int offset, int count) {
        var input = ByteBuffer.allocate(rest.remaining() + count)
                .put(rest)
                .put(bytes, offset, count)
                .flip();
        while (true) {
            decoded.clear();
            var result = decoder.decode(input, decoded, false);
            if (result.isError()) {
                valid = false;
                return;
            }
            if (result.isUnderflow()) {
                rest = ByteBuffer.allocate(input.remaining()).put(input).flip();
                return;
            }
        }
    }
}
