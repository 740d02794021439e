package com.lealup.e2e;

import com.lealup.platform.testing.ApiDescription;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Calls the public API with one key; an answer that the API's description does not allow is an error. */
final class ApiClient {

    /** Keeps numbers as they were written: 0.40 stays 0.40. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** By the address of the gateway that serves it. */
    private static final Map<String, ApiDescription> DESCRIPTIONS = new ConcurrentHashMap<>();

    private static final Duration LONGEST_TRANSFER = Duration.ofMinutes(5);

    /** One for all: each has a thread of its own, and connections that are kept. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final String key;

    ApiClient(String base, String key) {
        this.base = base;
        this.key = key;
    }

    record Answer(int status, JsonNode body) {}

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    Answer post(String path, String body, String idempotencyKey) {
        return send(json(path).header("Idempotency-Key", idempotencyKey).POST(BodyPublishers.ofString(body)));
    }

    Answer postWithoutKey(String path, String body) {
        return send(json(path).POST(BodyPublishers.ofString(body)));
    }

    /** Sends a file, which is made while it is sent. */
    Answer upload(String path, String type, Supplier<? extends InputStream> file) {
        return send(request(path)
                .timeout(LONGEST_TRANSFER)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofInputStream(file)));
    }

    /** A file as it arrives; the caller closes it. */
    HttpResponse<InputStream> download(String path) {
        try {
            return HTTP.send(request(path).timeout(LONGEST_TRANSFER).GET().build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer patch(String path, String body) {
        return send(json(path).method("PATCH", BodyPublishers.ofString(body)));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Makes a customer and gives back its id. */
    String customer(String domain) {
        Answer answer = post("/v1/customers", """
                        {"name": "%s", "email_domain": "%s", "arr": 50000}
                        """.formatted(domain, domain));
        if (answer.status() != 201) {
            throw new AssertionError("no customer: " + answer);
        }
        return answer.body().get("id").asString();
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + key);
    }

    private ApiDescription description() {
        return DESCRIPTIONS.computeIfAbsent(
                RunningSuite.shared().base(), address -> ApiDescription.ofDocument(fetch(address)));
    }

    private String fetch(String address) {
        var document = HttpRequest.newBuilder(URI.create(address + "/v1/openapi.json"))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return HTTP.send(document, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer send(HttpRequest.Builder request) {
        return answer(exchange(request.build()));
    }

    static Answer answer(HttpResponse<String> response) {
        boolean json = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return new Answer(response.statusCode(), JSON.readTree(json ? response.body() : "{}"));
    }

    /** Sends what somebody else put together; the answer is one that the API's description allows. */
    HttpResponse<String> exchange(HttpRequest request) {
        try {
            return description().check(HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
