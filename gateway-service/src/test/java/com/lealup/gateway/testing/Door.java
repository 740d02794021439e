package com.lealup.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port in front of another one, which can be shut: what is behind it goes on for everybody else. */
public final class Door implements AutoCloseable {

    private final int behind;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket server;

    private Door(int behind, int port) {
        this.behind = behind;
        this.port = port;
    }

    /** One that is shut. */
    public static Door before(int behind) {
        try (var free = new ServerSocket(0)) {
            return new Door(behind, free.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where to knock. */
    public int port() {
        return port;
    }

    /** Lets everybody through. */
    public void open() {
        try {
            var listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            server = listening;
            Thread.ofVirtual().start(() -> accept(listening));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends every connection and takes no more. */
    public void shut() {
        closeQuietly(server);
        sockets.forEach(Door::closeQuietly);
        sockets.clear();
    }

    @Override
    public void close() {
        shut();
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                var outside = listening.accept();
                var inside = new Socket(InetAddress.getLoopbackAddress(), behind);
                sockets.add(outside);
                sockets.add(inside);
                Thread.ofVirtual().start(() -> pass(outside, inside));
                Thread.ofVirtual().start(() -> pass(inside, outside));
            }
        } catch (IOException _) {
            // Shut.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One side went away, and with it the other.
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception _) {
            // Gone already.
        }
    }
}
