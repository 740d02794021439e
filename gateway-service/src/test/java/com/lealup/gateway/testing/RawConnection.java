package com.lealup.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which a test writes what no well-behaved client would. */
public final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket;

    /** Connects to a port of this machine. */
    public RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Sends bytes at once. */
    public RawConnection write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Says that no more will be sent. */
    public RawConnection finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Reads until the text so far contains the other, or the other side closes. */
    public String readUntil(String expected) throws IOException {
        var text = new ByteArrayOutputStream();
        while (!text.toString(StandardCharsets.ISO_8859_1).contains(expected)) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            text.write(next);
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads until the other side closes. */
    public String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
