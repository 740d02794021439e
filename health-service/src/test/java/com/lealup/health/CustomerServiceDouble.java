package com.lealup.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.health.customer.CustomerId;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the customer service answers on its internal path, for customers a test has told it about. */
public final class CustomerServiceDouble {

    private static final CustomerServiceDouble SHARED = new CustomerServiceDouble();

    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final HttpServer server;

    private CustomerServiceDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/customers/", this::answer);
        server.start();
    }

    public static CustomerServiceDouble shared() {
        return SHARED;
    }

    /** From here on the customer exists there. */
    public void knows(CustomerId customer) {
        states.put(customer.toString(), "active");
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var id = path.substring(path.lastIndexOf('/') + 1);
        var state = states.get(id);
        var mayAsk = !exchange.getRequestHeaders().getFirst("Lealup-Identity").isEmpty();
        var body = "{\"id\":\"" + id + "\",\"state\":\"" + state + "\"}";
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(!mayAsk ? 401 : state == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
