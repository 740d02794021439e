package com.lealup.local.sink;

import com.lealup.local.operator.Json;
import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a subscription and takes it away again. */
public final class Subscriber {

    private static final String PATH = "/v1/webhook-subscriptions";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final String key;

    /** @param key with the scope webhooks:write */
    public Subscriber(String base, String key) {
        this.base = base;
        this.key = key;
    }

    /** A subscription that was made. */
    public record Subscribed(String id, String secret) {}

    /**
     * Subscribes.
     *
     * @throws Trouble with the API's own words if it refuses
     */
    public Subscribed subscribe(String url, List<String> events) {
        var wish = Map.of("url", url, "events", events, "description", "lealup webhook-sink");
        var answer = send("POST", PATH, Json.mapper().writeValueAsString(wish));
        JsonNode body = Json.mapper().readTree(answer.body());
        if (answer.statusCode() != 201) {
            throw new Trouble("The subscription was refused (" + answer.statusCode() + "): "
                    + body.path("detail").asString(answer.body()));
        }
        return new Subscribed(body.get("id").asString(), body.get("secret").asString());
    }

    /** Removes a subscription; one that is gone already is no trouble. */
    public void unsubscribe(Subscribed subscription) {
        send("DELETE", PATH + "/" + subscription.id(), null);
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString());
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Trouble("No answer from " + base + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted.", e);
        }
    }
}
