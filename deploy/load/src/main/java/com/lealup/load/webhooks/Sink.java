package com.lealup.load.webhooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP/1.1 server on loopback that webhooks are delivered to: connections are kept, each has a virtual thread, and
 * each path has a receiver that says how it answers. What nobody receives is answered with 404.
 */
public final class Sink implements AutoCloseable {

    private static final int BACKLOG = 4096;

    private final ServerSocket server;
    private final InstantSource clock;
    private final Map<String, Receiver> receivers = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private Sink(ServerSocket server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    /** Opens one on a free port. */
    public static Sink open() {
        try {
            var sink = new Sink(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), InstantSource.system());
            Thread.ofPlatform().daemon().name("sink").start(sink::accept);
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on this receiver takes what is sent to a path. */
    public void receive(String path, Receiver receiver) {
        receivers.put(path, receiver);
    }

    /** Where a path is. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                serve(server.accept());
            } catch (IOException _) {
                // Closed meanwhile, or the other side left before it was met.
            }
        }
    }

    private void serve(Socket socket) {
        connections.add(socket);
        Thread.ofVirtual().name("sink-connection").start(() -> {
            try (socket) {
                new SinkConnection(socket, receivers, clock).serve();
            } catch (IOException _) {
                // The other side hung up, which it may.
            } finally {
                connections.remove(socket);
            }
        });
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
