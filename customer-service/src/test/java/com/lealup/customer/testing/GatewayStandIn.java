package com.lealup.customer.testing;

import com.lealup.platform.id.Ulids;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's internal port, as far as it answers who an owner is; in the test environment it invites anybody. */
public final class GatewayStandIn {

    /** What it answers. */
    public enum Mode {
        INVITES,
        KNOWS_NOBODY,
        FAILS
    }

    /** A question it was asked. */
    public record Asked(String email, String identity, String requestId, String traceparent) {}

    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Mode mode = Mode.INVITES;

    private GatewayStandIn(HttpServer server) {
        this.server = server;
    }

    public static GatewayStandIn start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var gateway = new GatewayStandIn(server);
            server.createContext("/internal/owners", gateway::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return gateway;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void mode(Mode changed) {
        mode = changed;
    }

    /** What it was asked about an address. */
    public List<Asked> asked(String email) {
        return asked.stream().filter(question -> question.email().equals(email)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var email = json.readTree(exchange.getRequestBody()).get("email").stringValue();
            var headers = exchange.getRequestHeaders();
            asked.add(new Asked(
                    email,
                    headers.getFirst("Lealup-Identity"),
                    headers.getFirst("X-Request-Id"),
                    headers.getFirst("traceparent")));
            switch (mode) {
                case INVITES -> reply(exchange, 200, owner(email));
                case KNOWS_NOBODY -> reply(exchange, 404, "{\"code\":\"not_found\"}");
                case FAILS -> reply(exchange, 503, "{\"code\":\"unavailable\"}");
            }
        }
    }

    private String owner(String email) {
        var id = ids.computeIfAbsent(email, unknown -> Ulids.format(Ulids.next()));
        return json.writeValueAsString(Map.of("id", id, "email", email, "created", true));
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
