package com.lealup.webhook.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/** A partner's endpoint: a real HTTP server that remembers what it got, in order, and answers as it is told to. */
public final class Sink implements AutoCloseable {

    /** What one request brought; {@code at} is when it had been read. */
    public record Delivery(String path, HttpHeaders headers, String body, Instant at) {

        public String id() {
            return headers.firstValue("webhook-id").orElseThrow();
        }
    }

    private final HttpServer server;
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final Map<String, IntUnaryOperator> statuses = new ConcurrentHashMap<>();
    private final Map<String, Duration> delays = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    public Sink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Answers the n-th request to this path (from 1) with the status that it is given. */
    public void answers(String path, IntUnaryOperator status) {
        statuses.put(path, status);
    }

    /** Takes this long over each request to this path. */
    public void takes(String path, Duration time) {
        delays.put(path, time);
    }

    /** Takes requests to this path and never answers. */
    public void swallows(String path) {
        answers(path, n -> 0);
    }

    public List<Delivery> deliveries(String path) {
        return deliveries.stream()
                .filter(delivery -> delivery.path().equals(path))
                .toList();
    }

    /** The same without repetitions: a message that came twice counts where it came first. */
    public List<Delivery> messages(String path) {
        var byId = new LinkedHashMap<String, Delivery>();
        deliveries(path).forEach(delivery -> byId.putIfAbsent(delivery.id(), delivery));
        return List.copyOf(byId.values());
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var path = exchange.getRequestURI().getPath();
            var headers = HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true);
            int n;
            synchronized (this) {
                deliveries.add(new Delivery(path, headers, body, Instant.now()));
                n = deliveries(path).size();
            }
            var status = statuses.getOrDefault(path, any -> 200).applyAsInt(n);
            if (status == 0) {
                closing.await(1, TimeUnit.MINUTES);
                return;
            }
            if (closing.await(delays.getOrDefault(path, Duration.ZERO).toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            var answer = ("status " + status).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
