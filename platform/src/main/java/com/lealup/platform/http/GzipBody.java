package com.lealup.platform.http;

import com.lealup.platform.problem.Problems;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A gzip body (RFC 1952), inflated as it is read; bytes that are not gzip are the caller's mistake, not ours. */
final class GzipBody extends InputStream {

    private static final int BUFFER = 8192;

    private final InputStream wire;
    private @Nullable GZIPInputStream inflater;

    GzipBody(InputStream wire) {
        this.wire = wire;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        var read = read(one, 0, 1);
        return read < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            if (inflater == null) {
                inflater = new GZIPInputStream(wire, BUFFER);
            }
            return inflater.read(target, offset, length);
        } catch (ZipException | EOFException e) {
            throw Problems.validation("Content-Encoding", "invalid_gzip", "says gzip, but the body is not valid gzip");
        }
    }

    @Override
    public void close() throws IOException {
        if (inflater == null) {
            wire.close();
        } else {
            inflater.close();
        }
    }
}
