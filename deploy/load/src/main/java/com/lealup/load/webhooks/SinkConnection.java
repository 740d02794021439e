package com.lealup.load.webhooks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Requests of one connection, one after the other. A body has a Content-Length: webhooks are not sent in chunks. */
final class SinkConnection {

    private static final Duration SLOWLY = Duration.ofSeconds(2);
    private static final Duration BETWEEN_DROPS = Duration.ofMillis(200);
    private static final byte[] OK = answer("200 OK", "ok");
    private static final byte[] FAILED = answer("500 Internal Server Error", "failed");
    private static final byte[] NOT_FOUND = answer("404 Not Found", "");
    private static final byte[] ENDLESS_HEAD =
            "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private final Map<String, Receiver> receivers;
    private final InstantSource clock;

    SinkConnection(Socket socket, Map<String, Receiver> receivers, InstantSource clock) throws IOException {
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        this.out = socket.getOutputStream();
        this.receivers = receivers;
        this.clock = clock;
    }

    /** Until the other side hangs up. */
    void serve() throws IOException {
        for (var line = line(); !line.isEmpty(); line = line()) {
            var path = line.split(" ", 3)[1];
            var messageId = "";
            var length = 0;
            for (var header = line(); !header.isEmpty(); header = line()) {
                var colon = header.indexOf(':');
                var value = header.substring(colon + 1).strip();
                switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                    case "webhook-id" -> messageId = value;
                    case "content-length" -> length = Integer.parseInt(value);
                    default -> {}
                }
            }
            var body = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
            var receiver = receivers.get(path);
            if (receiver == null) {
                out.write(NOT_FOUND);
            } else {
                answer(receiver.take(new Arrival(path, messageId, body, clock.instant())));
            }
        }
    }

    private void answer(Manner manner) throws IOException {
        switch (manner) {
            case FINE -> out.write(OK);
            case FAIL -> out.write(FAILED);
            case SLOW -> {
                LockSupport.parkNanos(SLOWLY.toNanos());
                out.write(OK);
            }
            case HANG -> hang();
            case DRIP -> drip();
        }
    }

    private void hang() throws IOException {
        while (in.read() >= 0) {
            // Whatever it says.
        }
        throw new EOFException();
    }

    /** Ends with the exception of a write to somebody who is gone. */
    private void drip() throws IOException {
        out.write(ENDLESS_HEAD);
        while (true) {
            out.write('.');
            LockSupport.parkNanos(BETWEEN_DROPS.toNanos());
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder(128);
        for (var b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private static byte[] answer(String status, String body) {
        return ("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
