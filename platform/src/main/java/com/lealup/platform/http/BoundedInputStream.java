package com.lealup.platform.http;

import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read and stops with 413 one byte past the limit. */
final class BoundedInputStream extends ServletInputStream {

    private final InputStream content;
    private final long limit;
    private long count;
    private boolean finished;

    BoundedInputStream(InputStream content, long limit) {
        this.content = content;
        this.limit = limit;
    }

    /** @throws ProblemException 413 past the limit */
    @Override
    public int read() throws IOException {
        var b = content.read();
        return b < 0 ? end() : counted(1, b);
    }

    /** @throws ProblemException 413 past the limit */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        var read = content.read(target, offset, length);
        return read < 0 ? end() : counted(read, read);
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("bodies are read by blocking; the threads are virtual");
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private int counted(int bytes, int result) {
        count += bytes;
        if (count > limit) {
            throw Problems.tooLarge(limit);
        }
        return result;
    }

    private int end() {
        finished = true;
        return -1;
    }
}
