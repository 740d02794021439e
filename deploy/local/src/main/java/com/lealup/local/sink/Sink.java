package com.lealup.local.sink;

import com.lealup.local.operator.Json;
import com.lealup.local.trouble.Trouble;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Takes deliveries on 127.0.0.1 and shows each as it comes. */
public final class Sink implements AutoCloseable {

    private static final int MOST_BYTES = 1 << 20;

    private final HttpServer server;
    private final int status;
    private final boolean bodies;
    private final Consumer<String> out;
    private final InstantSource clock;
    private volatile @Nullable Verifier verifier;

    /**
     * Starts to listen.
     *
     * @param port on 127.0.0.1; 0 for any free one
     * @param status what it answers
     * @param bodies whether bodies are shown too
     * @param out takes what is shown, a line or a document at a time
     * @throws Trouble if the port is in use
     */
    public Sink(int port, int status, boolean bodies, Consumer<String> out, InstantSource clock) {
        this.status = status;
        this.bodies = bodies;
        this.out = out;
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new Trouble("Cannot listen on port " + port + ": " + e.getMessage(), e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    /** Where deliveries go. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** From now on signatures are verified. */
    public void verifyWith(Verifier with) {
        verifier = with;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(MOST_BYTES);
            show(exchange, body);
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private synchronized void show(HttpExchange exchange, byte[] body) {
        var document = document(body);
        var id = header(exchange, "webhook-id");
        out.accept(String.join(
                "  ",
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
                document.path("type").asString("no type"),
                id == null ? "no webhook-id" : id,
                verdict(exchange, id, body)));
        if (bodies) {
            out.accept(document.isMissingNode() ? new String(body, StandardCharsets.UTF_8) : Json.pretty(document));
        }
    }

    private String verdict(HttpExchange exchange, @Nullable String id, byte[] body) {
        var by = verifier;
        if (by == null) {
            return "not verified: no secret was given";
        }
        Instant now = clock.instant();
        var objection = by.objection(
                id, header(exchange, "webhook-timestamp"), header(exchange, "webhook-signature"), body, now);
        return objection == null ? "signature verified" : "REFUSED: " + objection;
    }

    private static @Nullable String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    private static JsonNode document(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
