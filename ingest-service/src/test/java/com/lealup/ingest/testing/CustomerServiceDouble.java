package com.lealup.ingest.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Answers as the customer service does, over real HTTP, and remembers what it was asked. */
public final class CustomerServiceDouble {

    private final HttpServer server;
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final List<Question> questions = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    /** One question: for whom, with whose identity, of which request. */
    public record Question(String customerId, String identity, String requestId) {}

    public CustomerServiceDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/customers/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void knows(String customerId, String state) {
        states.put(customerId, state);
    }

    public void breaksDown(boolean broken) {
        this.broken = broken;
    }

    public List<Question> questionsFor(String customerId) {
        return questions.stream()
                .filter(question -> question.customerId().equals(customerId))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var id = exchange.getRequestURI().getPath().substring("/internal/customers/".length());
        questions.add(new Question(
                id,
                exchange.getRequestHeaders().getFirst("Lealup-Identity"),
                exchange.getRequestHeaders().getFirst("X-Request-Id")));
        var state = states.get(id);
        var body = "{\"id\":\"%s\",\"state\":\"%s\"}".formatted(id, state).getBytes(UTF_8);
        var status = broken ? 503 : state == null ? 404 : 200;
        exchange.sendResponseHeaders(status, status == 200 ? body.length : -1);
        if (status == 200) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
