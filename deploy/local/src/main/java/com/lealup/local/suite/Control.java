package com.lealup.local.suite;

import com.lealup.local.part.Part;
import com.lealup.local.trouble.Trouble;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.Executors;

/**
 * Where the supervisor takes orders: {@code POST /<part>/kill} and {@code POST /<part>/restart} on a port of this
 * machine, from whoever can read the state file.
 */
public final class Control implements AutoCloseable {

    private final HttpServer server;
    private final Supervisor supervisor;
    private final byte[] authorization;

    private final int port;

    /** Not open yet. */
    public Control(Supervisor supervisor, String token, int port) {
        this.supervisor = supervisor;
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.port = port;
        try {
            this.server = HttpServer.create();
        } catch (IOException e) {
            throw new Trouble("Cannot take orders: " + e.getMessage(), e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
    }

    /** From now on orders are taken. */
    public void open() {
        try {
            server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new Trouble("Cannot open port " + port + " for orders: " + e.getMessage(), e);
        }
        server.start();
    }

    public int port() {
        return port;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String header = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] given = (header == null ? "" : header).getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(authorization, given)) {
                answer(exchange, 401, "Orders are taken from the owner of the data folder only.");
                return;
            }
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            Part part = path.length == 3 ? Part.find(path[1]).orElse(null) : null;
            if (part == null) {
                answer(exchange, 404, "No such order.");
                return;
            }
            obey(exchange, part, path[2]);
        }
    }

    private void obey(HttpExchange exchange, Part part, String order) throws IOException {
        try {
            switch (order) {
                case "kill" -> supervisor.kill(part);
                case "restart" -> supervisor.restart(part);
                default -> {
                    answer(exchange, 404, "No such order.");
                    return;
                }
            }
            answer(exchange, 200, "");
        } catch (Trouble trouble) {
            answer(exchange, 500, trouble.getMessage());
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
