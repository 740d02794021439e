package com.lealup.load.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads each request to its end and answers 200 with a small JSON document: one thread, no work. */
public final class TrivialServer implements AutoCloseable {

    private static final int BACKLOG = 4096;
    private static final byte[] ANSWER = """
            HTTP/1.1 200 OK\r
            Content-Type: application/json\r
            Content-Length: 65\r
            \r
            {"data":[{"id":"01HTENAN000000000000000000","name":"Acme Corp"}]}""".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector;
    private final Thread thread;
    private final ByteBuffer arrived = ByteBuffer.allocateDirect(256 * 1024);

    private TrivialServer(Selector selector) {
        this.selector = selector;
        this.thread = Thread.ofPlatform().daemon().name("upstream").unstarted(this::serve);
    }

    /** Starts one on ports of this machine. */
    public static TrivialServer on(List<Integer> ports) {
        try {
            Selector selector = Selector.open();
            for (int port : ports) {
                ServerSocketChannel server = ServerSocketChannel.open();
                server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
                server.configureBlocking(false);
                server.register(selector, SelectionKey.OP_ACCEPT);
            }
            TrivialServer trivial = new TrivialServer(selector);
            trivial.thread.start();
            return trivial;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Connection(Message message, ByteBuffer answer) {}

    private void serve() {
        while (selector.isOpen()) {
            try {
                selector.select(this::handle);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void handle(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept((ServerSocketChannel) key.channel());
            } else {
                read(key, (SocketChannel) key.channel(), (Connection) key.attachment());
            }
        } catch (IOException _) {
            key.cancel();
            close(key);
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(
                    selector,
                    SelectionKey.OP_READ,
                    new Connection(new Message(), ByteBuffer.allocateDirect(512).put(ANSWER)));
        }
    }

    private void read(SelectionKey key, SocketChannel channel, Connection connection) throws IOException {
        arrived.clear();
        if (channel.read(arrived) < 0) {
            close(key);
            return;
        }
        arrived.flip();
        while (arrived.hasRemaining() && connection.message().take(arrived)) {
            connection.message().clear();
            // A small answer always fits in an empty send buffer.
            channel.write(connection.answer().duplicate().flip());
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException _) {
            // It is gone, which is what was wanted.
        }
    }

    @Override
    public void close() {
        try {
            selector.keys().forEach(TrivialServer::close);
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
