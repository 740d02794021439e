package com.lealup.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Stands behind the gateway in tests: a plain HTTP server that tells what reached it. */
public final class Upstream {

    /** What reached it; header names in lower case. */
    public record Seen(String method, String target, Map<String, List<String>> headers, String peer) {

        /** All values of a header. */
        public List<String> header(String name) {
            return headers.getOrDefault(name, List.of());
        }
    }

    private final HttpServer server;
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final AtomicLong bytesRead = new AtomicLong();
    private volatile CountDownLatch release = new CountDownLatch(0);

    private Upstream(HttpServer server) {
        this.server = server;
    }

    /** Starts one on a free port. */
    public static Upstream start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var upstream = new Upstream(server);
            server.createContext("/", upstream::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next request that reached it. */
    public Seen next() throws InterruptedException {
        var next = seen.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("Nothing reached the upstream");
        }
        return next;
    }

    /** What else reached it, to be forgotten. */
    public List<Seen> forgetAll() {
        var all = new ArrayList<Seen>();
        seen.drainTo(all);
        return all;
    }

    /** Whether nothing more reached it. */
    public boolean isQuiet() {
        return seen.isEmpty();
    }

    /** Bytes of the current body that have arrived so far. */
    public long bytesRead() {
        return bytesRead.get();
    }

    /** Answers to {@code /…/halves} stop in the middle until the latch opens. */
    public void holdHalves(CountDownLatch latch) {
        release = latch;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().toString().equals("*")) {
                // The gateway asks whether somebody is there.
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            bytesRead.set(0);
            var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, List.copyOf(values)));
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    exchange.getRemoteAddress().toString()));
            var path = exchange.getRequestURI().getPath();
            if (path.endsWith("/refused")) {
                // Answers without reading the body, as a service does whose limit is exceeded.
                answer(
                        exchange,
                        413,
                        "application/problem+json",
                        "{\"code\":\"payload_too_large\"}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            drain(exchange);
            switch (path.substring(path.lastIndexOf('/') + 1)) {
                case "gzipped" -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    answer(exchange, 200, "application/json", new byte[] {0x1f, (byte) 0x8b, 1, 2, 3});
                }
                case "problem" ->
                    answer(
                            exchange,
                            409,
                            "application/problem+json",
                            "{\"code\":\"duplicate\"}".getBytes(StandardCharsets.UTF_8));
                case "counted" -> {
                    exchange.getResponseHeaders().set("RateLimit-Policy", "\"events\";q=60000;w=60");
                    exchange.getResponseHeaders().set("RateLimit", "\"events\";r=59000;t=1");
                    answer(exchange, 202, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
                }
                case "redirect" -> {
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    exchange.sendResponseHeaders(302, -1);
                }
                case "halves" -> halves(exchange);
                case "cut" -> cut(exchange);
                default -> plain(exchange);
            }
        }
    }

    private void drain(HttpExchange exchange) throws IOException {
        var buffer = new byte[8192];
        var body = exchange.getRequestBody();
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            bytesRead.addAndGet(count);
        }
    }

    private void plain(HttpExchange exchange) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Connection", "X-Hop");
        headers.set("X-Hop", "for this hop only");
        headers.set("X-Kept", "yes");
        headers.set("Lealup-Identity", "not for callers");
        headers.set("ETag", "\"7\"");
        headers.set("Set-Cookie", "a=b");
        answer(exchange, 200, "application/json", ("{\"bytes\":" + bytesRead + "}").getBytes(StandardCharsets.UTF_8));
    }

    private void halves(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        out.write("first".getBytes(StandardCharsets.UTF_8));
        out.flush();
        try {
            release.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.write("second".getBytes(StandardCharsets.UTF_8));
        out.close();
    }

    /** Promises more than it sends. */
    private static void cut(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 100_000);
        exchange.getResponseBody().write(new byte[50_000]);
        exchange.getResponseBody().flush();
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
