package com.lealup.gateway.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * A caller's body on its way to a service. It passes through one small buffer, and whatever has arrived is sent on
 * before more is waited for.
 */
final class RequestBody extends AbstractHttpEntity {

    private static final int BUFFER = 16 * 1024;
    private static final int UNKNOWN = -1;

    private final InputStream source;
    private final long length;
    private final Runnable atTheEnd;

    /**
     * @param length in bytes, or -1 when only its end will tell
     * @param atTheEnd called when the caller's last byte has been read
     */
    RequestBody(InputStream source, long length, Runnable atTheEnd) {
        super((String) null, null, length == UNKNOWN);
        this.source = source;
        this.length = length;
        this.atTheEnd = atTheEnd;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        var pace = new CallerPace();
        var buffer = new byte[BUFFER];
        int count = read(buffer, pace);
        while (count >= 0) {
            out.write(buffer, 0, count);
            if (source.available() == 0) {
                out.flush();
            }
            count = read(buffer, pace);
        }
        atTheEnd.run();
    }

    private int read(byte[] buffer, CallerPace pace) throws CallerFailedException {
        try {
            long began = System.nanoTime();
            int count = source.read(buffer);
            pace.passed(count, System.nanoTime() - began);
            if (pace.isTooSlow()) {
                throw new IOException("The caller sends its body too slowly");
            }
            return count;
        } catch (IOException e) {
            throw new CallerFailedException(e);
        }
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public InputStream getContent() {
        return source;
    }

    @Override
    public void close() {
        // The servlet container owns the caller's stream.
    }

    /** The caller, and not the service, broke off. */
    static final class CallerFailedException extends IOException {

        private static final long serialVersionUID = 1L;

        CallerFailedException(IOException cause) {
            super("The caller's body ended early", cause);
        }
    }
}
