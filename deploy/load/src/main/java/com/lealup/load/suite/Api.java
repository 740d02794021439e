package com.lealup.load.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the public API with one key, over connections that are kept. */
public final class Api implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_TRANSFER = Duration.ofMinutes(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final String base;
    private final String key;

    public Api(String base, String key) {
        this.base = base;
        this.key = key;
    }

    /** An answer that had the expected status. */
    public record Answer(JsonNode body, Duration latency) {}

    /** Gets a resource. */
    public Answer get(String path, int expected) {
        return send(request(path).GET(), expected);
    }

    /** Posts a JSON document under an Idempotency-Key. */
    public Answer post(String path, String body, String idempotencyKey, int expected) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                expected);
    }

    /** Replaces a resource. */
    public Answer put(String path, String body, int expected) {
        return send(
                request(path).header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(body)),
                expected);
    }

    /** Deletes a resource. */
    public Answer delete(String path, int expected) {
        return send(request(path).DELETE(), expected);
    }

    /** Posts a file, which is made while it is sent. */
    public Answer upload(String path, String type, Supplier<? extends InputStream> file, int expected) {
        return send(
                request(path)
                        .timeout(LONGEST_TRANSFER)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(file)),
                expected);
    }

    /** Reads a file to its end, keeping nothing of it, and gives the number of its lines. */
    public long countLines(String path) {
        try (var body = http.send(
                        request(path).timeout(LONGEST_TRANSFER).GET().build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            var lines = 0L;
            var buffer = new byte[64 * 1024];
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key);
    }

    private Answer send(HttpRequest.Builder request, int expected) {
        try {
            long start = System.nanoTime();
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var latency = Duration.ofNanos(System.nanoTime() - start);
            if (response.statusCode() != expected) {
                throw new IllegalStateException(response.request().method() + " " + response.uri() + " answered "
                        + response.statusCode() + " instead of " + expected + ": " + response.body());
            }
            boolean isJson = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            return new Answer(json.readTree(isJson ? response.body() : "{}"), latency);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
