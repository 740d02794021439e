package com.lealup.local.guide;

import com.lealup.local.operator.Json;
import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Asks, and prints what was asked, as the command that a person would type, and what was answered. */
final class Conversation {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final String key;
    private final PrintStream out;

    Conversation(String base, String key, PrintStream out) {
        this.base = base;
        this.key = key;
        this.out = out;
    }

    /** Asks once; the answer must have this status. */
    JsonNode ask(String method, String path, Map<String, String> headers, @Nullable String body, int expected) {
        out.println(asCommand(method, path, headers, body));
        out.println();
        HttpResponse<String> answer = send(method, path, headers, body);
        JsonNode document = document(answer.body());
        out.println("HTTP " + answer.statusCode());
        if (!document.isMissingNode()) {
            out.println(Json.pretty(document));
        }
        out.println();
        out.flush();
        if (answer.statusCode() != expected) {
            throw new Trouble("Not what the guide prints: " + method + " " + path + " should answer " + expected
                    + ", not " + answer.statusCode() + ".");
        }
        return document;
    }

    /** Asks until the answer is the one that is waited for, or patience ends; prints nothing. */
    void awaitAnswer(String path, Duration patience, Duration between, Predicate<JsonNode> good) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
            HttpResponse<String> answer = send("GET", path, Map.of(), null);
            if (answer.statusCode() == 200 && good.test(document(answer.body()))) {
                return;
            }
            LockSupport.parkNanos(between.toNanos());
        }
    }

    private HttpResponse<String> send(String method, String path, Map<String, String> headers, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Trouble("No answer from " + base + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted.", e);
        }
    }

    private static JsonNode document(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : Json.mapper().readTree(body);
        } catch (JacksonException e) {
            throw new Trouble("Not what the guide prints: the answer is no JSON: " + body, e);
        }
    }

    private static String asCommand(String method, String path, Map<String, String> headers, @Nullable String body) {
        StringBuilder command = new StringBuilder("curl ");
        if (!method.equals("GET")) {
            command.append("-X ").append(method).append(' ');
        }
        command.append("\"$LEALUP_BASE").append(path).append('"');
        String next = " \\\n  ";
        command.append(next).append("-H \"Authorization: Bearer $LEALUP_KEY\"");
        if (body != null) {
            command.append(next).append("-H \"Content-Type: application/json\"");
        }
        headers.forEach((name, value) -> command.append(next).append("-H \"" + name + ": " + value + '"'));
        if (body != null) {
            command.append(next).append("-d '").append(body).append('\'');
        }
        return command.toString();
    }
}
