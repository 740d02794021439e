package com.lealup.webhook.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The operating system's resolver, asked on threads of its own: a look-up is a native call that holds its carrier
 * thread, so on virtual threads a few names whose servers do not answer would stop every delivery. One look-up per name
 * is under way at a time, so a dead name holds one thread, however many wait for it.
 */
final class SystemResolver implements NameResolver, AutoCloseable {

    private static final int THREADS = 64;

    private final Duration patience;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("dns-", 0).daemon().factory());
    private final ConcurrentMap<String, Future<List<InetAddress>>> underWay = new ConcurrentHashMap<>();

    SystemResolver(Duration patience) {
        this.patience = patience;
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        try {
            return underWay.computeIfAbsent(host, this::start).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw unknown(host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(host, e);
        }
    }

    private Future<List<InetAddress>> start(String host) {
        var task = new FutureTask<>(() -> {
            try {
                return List.of(InetAddress.getAllByName(host));
            } finally {
                underWay.remove(host);
            }
        });
        threads.execute(task);
        return task;
    }

    private static UnknownHostException unknown(String host, Exception cause) {
        var unknown = new UnknownHostException(host + " does not resolve");
        unknown.initCause(cause);
        return unknown;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
