package com.lealup.local.provision;

import com.lealup.local.trouble.Trouble;
import com.lealup.schemas.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Registers the catalogue's schemas; the registry refuses one that older or newer readers could not read. */
public final class SchemaRegistration {

    private static final String RULE = "FULL_TRANSITIVE";

    /** How long one request may take, and how often one that took longer is sent: a machine that starts is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int ATTEMPTS = 6;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI registry;
    private final Duration patience;

    /** @param registry its API: {@code http://host:port/apis/registry/v3} */
    public SchemaRegistration(URI registry) {
        this(registry, PATIENCE);
    }

    SchemaRegistration(URI registry, Duration patience) {
        this.registry = registry;
        this.patience = patience;
    }

    /** Sets the rule and registers what is missing. */
    public void register(List<? extends Topic<?>> topics) {
        setRule();
        for (Topic<?> topic : topics) {
            register(topic.artifactId(), topic.schemaText());
        }
    }

    /** Registers one schema as the newest version of its artifact, unless the artifact has it already. */
    public void register(String artifactId, String schema) {
        var answer = send(
                "POST",
                "/groups/default/artifacts?ifExists=FIND_OR_CREATE_VERSION&canonical=true",
                Map.of(
                        "artifactId",
                        artifactId,
                        "artifactType",
                        "AVRO",
                        "firstVersion",
                        Map.of("content", Map.of("content", schema, "contentType", "application/json"))));
        if (answer.statusCode() != 200) {
            throw new Trouble("The registry refuses the schema " + artifactId + " (" + RULE + "): " + answer.body());
        }
    }

    private void setRule() {
        Map<String, String> rule = Map.of("ruleType", "COMPATIBILITY", "config", RULE);
        var made = send("POST", "/admin/rules", rule);
        if (made.statusCode() == 409) {
            made = send("PUT", "/admin/rules/COMPATIBILITY", rule);
        }
        if (made.statusCode() / 100 != 2) {
            throw new Trouble("The registry refuses the rule of compatibility: " + made.body());
        }
    }

    private HttpResponse<String> send(String method, String path, Object body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + path))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        try {
            return send(request, ATTEMPTS);
        } catch (IOException e) {
            throw new Trouble("The registry at " + registry + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted while registering schemas.", e);
        }
    }

    /** Each of these requests may be sent again: what the first one did is found. */
    private HttpResponse<String> send(HttpRequest request, int attempts) throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            if (attempts == 1) {
                throw e;
            }
            return send(request, attempts - 1);
        }
    }
}
