package com.lealup.gateway.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that freezes, dawdles and breaks connections when a test says so. Bodies end with their headers' packet.
 */
public final class UnrulyUpstream {

    private final ServerSocket server;
    private volatile CountDownLatch thawed = new CountDownLatch(0);
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger toDrop = new AtomicInteger();

    private UnrulyUpstream(ServerSocket server) {
        this.server = server;
    }

    /** Starts one on a free port. */
    public static UnrulyUpstream start() {
        try {
            var upstream = new UnrulyUpstream(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(upstream::accept);
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public URI origin() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Does nothing any more, like a process that got SIGSTOP: the kernel goes on taking connections for it. */
    public void freeze() {
        thawed = new CountDownLatch(1);
    }

    /** Goes on where it was. */
    public void thaw() {
        thawed.countDown();
    }

    /** The next requests are read, and their connections closed without an answer. */
    public void drop(int requests) {
        toDrop.set(requests);
    }

    /** How many requests for a path have arrived. */
    public long seen(String path) {
        return seen.stream().filter(path::equals).count();
    }

    /** How many requests were broken off by the gateway before they were answered. */
    public int left() {
        return left.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var path = line.split(" ", -1)[1];
                int length = 0;
                for (var header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
                    if (header.startsWith("Content-Length: ")) {
                        length = Integer.parseInt(header.substring("Content-Length: ".length()));
                    }
                }
                in.skip(length);
                thawed.await();
                seen.add(path);
                if (!path.equals("*") && toDrop.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                    return;
                }
                answer(path, socket, in);
            }
        } catch (IOException _) {
            // The gateway closes connections as it likes.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(String path, Socket socket, BufferedReader in) throws IOException, InterruptedException {
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "never" -> awaitTheEnd(in);
            case "endless" -> endless(socket);
            case "half" -> {
                write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf");
                awaitTheEnd(in);
            }
            case "slow" -> {
                new CountDownLatch(1).await(3, TimeUnit.SECONDS);
                write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nslow");
            }
            default -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
    }

    private void awaitTheEnd(BufferedReader in) throws IOException {
        try {
            in.read();
        } finally {
            left.incrementAndGet();
        }
    }

    private void endless(Socket socket) throws IOException {
        write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        try {
            while (!server.isClosed()) {
                write(socket, "400\r\n" + "x".repeat(1024) + "\r\n");
            }
        } catch (IOException e) {
            left.incrementAndGet();
            throw e;
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
