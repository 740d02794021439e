package com.lealup.local.operator;

import com.lealup.local.part.Ports;
import com.lealup.local.secret.Secret;
import com.lealup.local.secret.Secrets;
import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The gateway's operator interface, on the port that only this machine reaches. */
public final class Operator {

    private final URI base;
    private final String token;

    public Operator(Ports ports, Secrets secrets) {
        this.base = URI.create("http://127.0.0.1:" + ports.gatewayInternal());
        this.token = secrets.get(Secret.LEALUP_OPERATOR_TOKEN);
    }

    /**
     * Opens a workspace.
     *
     * @param plan null for the usual one
     */
    public OpenedWorkspace openWorkspace(String name, String email, @Nullable String plan) {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("name", name);
        wish.put("email", email);
        if (plan != null) {
            wish.put("plan", plan);
        }
        return Json.mapper().treeToValue(post("/operator/workspaces", wish), OpenedWorkspace.class);
    }

    /**
     * Makes an API key in a workspace.
     *
     * @param expires as the API takes it; null for the usual time
     * @return what the API answers, the secret among it
     */
    public JsonNode createKey(String tenantId, String name, List<String> scopes, @Nullable String expires) {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("name", name);
        wish.put("scopes", scopes);
        if (expires != null) {
            wish.put("expires", expires);
        }
        return post("/operator/workspaces/" + tenantId + "/api-keys", wish);
    }

    private JsonNode post(String path, Object body) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.mapper().writeValueAsString(body)))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new Trouble("The gateway refuses (" + answer.statusCode() + "): " + explanation(answer.body()));
            }
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new Trouble("The gateway does not answer on " + base + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted.", e);
        }
    }

    /** What a person can use of a problem's document: its detail names each field that is wrong. */
    private static String explanation(String body) {
        try {
            return Json.mapper().readTree(body).path("detail").asString(body);
        } catch (JacksonException e) {
            return body;
        }
    }
}
