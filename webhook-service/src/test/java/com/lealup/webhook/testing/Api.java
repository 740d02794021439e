package com.lealup.webhook.testing;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.testing.ApiDescription;
import com.lealup.platform.testing.TestIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the service as the gateway does: with a signed identity for each request. */
public final class Api {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final ApiDescription DESCRIPTION = ApiDescription.ofModule("webhook-service");

    private final int port;
    private final JsonMapper json;
    private final Caller key;

    public Api(int port, JsonMapper json, TenantId tenant) {
        this.port = port;
        this.json = json;
        this.key = TestIdentity.caller(tenant);
    }

    /** An answer; {@code body} is missing when there is none. */
    public record Answer(int status, JsonNode body, String text) {}

    /** The same service, asked by somebody of another workspace. */
    public Api as(TenantId other) {
        return new Api(port, json, other);
    }

    /** The same service, asked with another key of the same workspace. */
    public Api withAnotherKey() {
        return as(key.tenantId());
    }

    public Answer get(String path) {
        return call("GET", path, null, Map.of(), "webhooks:read");
    }

    public Answer post(String path, Object body) {
        return call("POST", path, body, Map.of(), "webhooks:write");
    }

    public Answer patch(String path, Object body) {
        return call("PATCH", path, body, Map.of(), "webhooks:write");
    }

    public Answer delete(String path) {
        return call("DELETE", path, null, Map.of(), "webhooks:write");
    }

    public Answer call(String method, String path, Object body, Map<String, String> headers, String... scopes) {
        var bare = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Lealup-Identity", TestIdentity.token(with(scopes), "webhook-service", method, bare))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(
                                        body instanceof String text ? text : json.writeValueAsString(body)));
        headers.forEach(request::header);
        try {
            var response = DESCRIPTION.check(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
            var text = response.body();
            return new Answer(response.statusCode(), json.readTree(text.isEmpty() ? "null" : text), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Caller with(String... scopes) {
        return new Caller(
                key.tenantId(),
                key.principalId(),
                key.type(),
                key.name(),
                key.email(),
                key.role(),
                Set.of(scopes),
                key.clientAddress(),
                key.token());
    }

    /** Subscribes, and answers with the new subscription. */
    public JsonNode subscribe(String url, String... events) {
        var answer = post("/v1/webhook-subscriptions", Map.of("url", url, "events", events));
        if (answer.status() != 201) {
            throw new AssertionError("expected 201, not " + answer.status() + ": " + answer.text());
        }
        return answer.body();
    }
}
