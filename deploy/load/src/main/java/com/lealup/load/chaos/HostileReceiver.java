package com.lealup.load.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/** A server on loopback that wants to hold, fill or confuse whoever sends it a webhook. */
final class HostileReceiver implements AutoCloseable {

    private static final Duration BETWEEN_DROPS = Duration.ofMillis(100);
    private static final int BOMB_MEGABYTES = 10_000;
    private static final byte[] TLS_RECORD = {22, 3, 3, 64, 0};

    private final Hostility hostility;
    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    HostileReceiver(Hostility hostility) {
        this.hostility = hostility;
        try {
            server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("hostile-" + hostility).start(this::accept);
    }

    String url() {
        return hostility.scheme() + "://127.0.0.1:" + server.getLocalPort() + "/";
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> receive(socket));
            } catch (IOException _) {
                // Closed meanwhile.
            }
        }
    }

    private void receive(Socket socket) {
        try (socket) {
            var ignored = socket.getInputStream().read(new byte[16 * 1024]);
            if (ignored > 0) {
                treat(socket, socket.getOutputStream());
            }
        } catch (IOException _) {
            // The other side had enough, as it should.
        } finally {
            connections.remove(socket);
        }
    }

    private void treat(Socket socket, OutputStream out) throws IOException {
        switch (hostility) {
            case SILENCE -> repeat(out, "", BETWEEN_DROPS);
            case DRIPPING_HEAD -> {
                say(out, "HTTP/1.1 200 OK\r\nX-Slow: ");
                repeat(out, "x", BETWEEN_DROPS);
            }
            case DRIPPING_BODY -> {
                say(out, "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n");
                repeat(out, "x", BETWEEN_DROPS);
            }
            case ENDLESS_HEAD -> {
                say(out, "HTTP/1.1 200 OK\r\n");
                repeat(out, "X-More: " + "x".repeat(8000) + "\r\n", Duration.ZERO);
            }
            case ENDLESS_BODY -> {
                say(out, "HTTP/1.1 200 OK\r\n\r\n");
                repeat(out, "x".repeat(64 * 1024), Duration.ZERO);
            }
            case GZIP_BOMB -> bomb(out);
            case RESET -> reset(socket);
            case RESET_IN_BODY -> {
                say(out, "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\nbegun");
                Faults.pause(BETWEEN_DROPS);
                reset(socket);
            }
            case CONTINUE -> repeat(out, "HTTP/1.1 100 Continue\r\n\r\n", BETWEEN_DROPS);
            case WRONG_LENGTHS ->
                say(
                        out,
                        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: -5\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n7\r\nabc");
            case WRONG_CHUNKS ->
                say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\nabc\r\n0\r\n\r\n");
            case NO_HTTP -> say(out, "SSH-2.0-OpenSSH_9.9\r\n\r\n");
            case SLOW_TLS -> {
                out.write(TLS_RECORD);
                repeat(out, "\2", BETWEEN_DROPS);
            }
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
    }

    /** Until the other side hangs up, which a write notices, or nothing is written and it is closed from here. */
    private void repeat(OutputStream out, String text, Duration pause) throws IOException {
        var bytes = text.getBytes(ISO_8859_1);
        while (!server.isClosed()) {
            out.write(bytes);
            Faults.pause(pause);
        }
    }

    private static void bomb(OutputStream out) throws IOException {
        say(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
        var gzip = new GZIPOutputStream(out, 64 * 1024);
        var megabyte = new byte[1024 * 1024];
        for (var i = 0; i < BOMB_MEGABYTES; i++) {
            gzip.write(megabyte);
        }
        gzip.finish();
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
