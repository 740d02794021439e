package com.lealup.load.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Clients that send a byte each second: half of them never end their headers, half never end their bodies. */
public final class SlowClients implements AutoCloseable {

    private static final Duration PACE = Duration.ofSeconds(1);

    private final int port;
    private final byte[] headers;
    private final byte[] body;
    private final List<Socket> sockets = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    private SlowClients(int port, String key) {
        this.port = port;
        this.headers = "GET /v1/customers HTTP/1.1\r\nHost: a\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII);
        this.body =
                ("POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n"
                                + "Authorization: Bearer " + key + "\r\n\r\n[")
                        .getBytes(StandardCharsets.US_ASCII);
    }

    /** Connects them. */
    public static SlowClients connect(int port, int count, String key) {
        SlowClients clients = new SlowClients(port, key);
        for (int i = 0; i < count; i++) {
            clients.sockets.add(clients.open(i % 2 == 0 ? clients.headers : clients.body));
        }
        var _ = clients.clock.scheduleAtFixedRate(
                clients::dawdle, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
        return clients;
    }

    private Socket open(byte[] beginning) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.getOutputStream().write(beginning);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void dawdle() {
        for (Socket socket : sockets) {
            try {
                socket.getOutputStream().write('1');
            } catch (IOException _) {
                // The gateway has had enough of this one.
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException _) {
                // It is gone, which is what was wanted.
            }
        }
    }
}
