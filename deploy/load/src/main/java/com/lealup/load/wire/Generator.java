package com.lealup.load.wire;

import com.lealup.load.report.Latencies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over kept connections and reads the answers in one thread. In a closed loop each connection sends its
 * next request when the last was answered. In an open loop requests are due at fixed times, whatever the answers do; a
 * latency counts from when its request was due, so that a pause of the server is not left out because nobody asked
 * meanwhile (coordinated omission).
 */
public final class Generator {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    private final InetSocketAddress target;
    private final List<ByteBuffer> requests;
    private final int connections;

    /**
     * @param port of this machine
     * @param requests sent in turn, each a whole HTTP/1.1 request
     * @param connections how many are kept open
     */
    public Generator(int port, List<byte[]> requests, int connections) {
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.requests = requests.stream()
                .map(bytes -> ByteBuffer.allocateDirect(bytes.length).put(bytes).flip())
                .toList();
        this.connections = connections;
    }

    /** As fast as the connections allow. */
    public Outcome closedLoop(Duration time) {
        try (Run run = new Run(null)) {
            run.open(connections);
            long start = System.nanoTime();
            run.until = start + time.toNanos();
            run.all.forEach(connection -> run.send(connection, System.nanoTime()));
            run.read();
            return run.outcome(System.nanoTime() - start);
        }
    }

    /** At a fixed rate. */
    public Outcome openLoop(int perSecond, Duration time) {
        BlockingQueue<Connection> free = new ArrayBlockingQueue<>(connections);
        try (Run run = new Run(free)) {
            run.open(connections);
            free.addAll(run.all);
            Thread reader = Thread.ofPlatform().daemon().name("answers").start(run::read);
            long interval = 1_000_000_000L / perSecond;
            long start = System.nanoTime();
            long count = time.toNanos() / interval;
            for (long i = 0; i < count; i++) {
                long due = start + i * interval;
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                run.send(free.take(), due);
            }
            run.until = System.nanoTime();
            run.selector.wakeup();
            if (!reader.join(LAST_ANSWERS)) {
                run.abandon();
                reader.join();
            }
            return run.outcome(System.nanoTime() - start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static final class Connection {

        private final Message message = new Message();
        private @Nullable SocketChannel channel;
        private @Nullable ByteBuffer rest;
        private volatile long due;
        private volatile boolean waiting;
    }

    /** One run: its connections, and what came back on them. */
    private final class Run implements AutoCloseable {

        private final @Nullable BlockingQueue<Connection> free;
        private final List<Connection> all = new ArrayList<>();
        private final Selector selector;
        private final ByteBuffer arrived = ByteBuffer.allocateDirect(256 * 1024);
        private final Latencies latencies = new Latencies();
        private volatile long until = Long.MAX_VALUE;
        private volatile boolean abandoned;
        private int next;
        private long failed;

        Run(@Nullable BlockingQueue<Connection> free) {
            this.free = free;
            try {
                this.selector = Selector.open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void open(int count) {
            IntStream.range(0, count).forEach(_ -> {
                Connection connection = new Connection();
                connect(connection);
                all.add(connection);
            });
        }

        private void connect(Connection connection) {
            try {
                SocketChannel channel = SocketChannel.open(target);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, connection);
                connection.channel = channel;
                connection.message.clear();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void send(Connection connection, long due) {
            connection.due = due;
            connection.waiting = true;
            ByteBuffer request = requests.get(next);
            next = next + 1 == requests.size() ? 0 : next + 1;
            connection.rest = request.duplicate();
            push(connection);
        }

        /** Called by whoever sends and by the reader, which also replaces closed connections. */
        private void push(Connection connection) {
            synchronized (connection) {
                pushAlone(connection);
            }
        }

        private void pushAlone(Connection connection) {
            SocketChannel channel = connection.channel;
            ByteBuffer rest = connection.rest;
            if (channel == null || rest == null) {
                return;
            }
            try {
                channel.write(rest);
                SelectionKey key = channel.keyFor(selector);
                boolean more = rest.hasRemaining();
                if (key != null && more != ((key.interestOps() & SelectionKey.OP_WRITE) != 0)) {
                    key.interestOps(more ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
                    selector.wakeup();
                }
            } catch (IOException _) {
                // The reader finds the connection closed and counts the request.
            }
        }

        /** Until the time is up and all that was sent is answered. */
        void read() {
            try {
                while (!abandoned && (System.nanoTime() < until || all.stream().anyMatch(each -> each.waiting))) {
                    selector.select(this::handle, 100);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void handle(SelectionKey key) {
            Connection connection = (Connection) key.attachment();
            if (key.isWritable()) {
                push(connection);
            }
            if (!key.isReadable()) {
                return;
            }
            arrived.clear();
            try {
                if (((SocketChannel) key.channel()).read(arrived) < 0) {
                    lost(connection);
                    return;
                }
            } catch (IOException _) {
                lost(connection);
                return;
            }
            arrived.flip();
            if (connection.message.take(arrived)) {
                answered(connection);
            }
        }

        private void answered(Connection connection) {
            boolean good = connection.message.status() / 100 == 2;
            boolean last = connection.message.isLast();
            connection.message.clear();
            if (good) {
                latencies.add(Duration.ofNanos(System.nanoTime() - connection.due));
            } else {
                failed++;
            }
            if (last) {
                reopen(connection);
            }
            goOn(connection);
        }

        private void lost(Connection connection) {
            if (connection.waiting) {
                failed++;
                reopen(connection);
                goOn(connection);
            } else {
                reopen(connection);
            }
        }

        private void goOn(Connection connection) {
            connection.waiting = false;
            if (free != null) {
                free.add(connection);
            } else if (System.nanoTime() < until) {
                send(connection, System.nanoTime());
            }
        }

        private void reopen(Connection connection) {
            synchronized (connection) {
                shut(connection);
                connect(connection);
            }
        }

        void abandon() {
            abandoned = true;
            failed += all.stream().filter(each -> each.waiting).count();
            selector.wakeup();
        }

        Outcome outcome(long nanos) {
            return new Outcome(latencies.count(), failed, Duration.ofNanos(nanos), latencies);
        }

        @Override
        public void close() {
            all.forEach(Generator::shut);
            try {
                selector.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void shut(Connection connection) {
        SocketChannel channel = connection.channel;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException _) {
                // It is gone, which is what was wanted.
            }
        }
    }
}
