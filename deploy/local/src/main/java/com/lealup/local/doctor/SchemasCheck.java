package com.lealup.local.doctor;

import com.lealup.local.operator.Json;
import com.lealup.schemas.Topic;
import com.lealup.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The registry has this build's schemas, and refuses one that breaks a reader. */
final class SchemasCheck implements Check {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CURE = "./lealup down, then ./lealup up registers it";

    private final URI registry;

    SchemasCheck(URI registry) {
        this.registry = registry;
    }

    @Override
    public String title() {
        return "schemas";
    }

    @Override
    public List<Finding> look() throws IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            var rule = get(client, "/admin/rules/COMPATIBILITY").orElse("");
            if (!rule.contains("FULL_TRANSITIVE")) {
                findings.add(Finding.problem(
                        title(),
                        "the registry takes schemas that older or newer readers cannot read",
                        "./lealup down, then ./lealup up sets the rule FULL_TRANSITIVE"));
            }
            for (var topic : Topics.all()) {
                registered(client, topic).ifPresent(findings::add);
            }
        }
        return findings.isEmpty()
                ? List.of(Finding.fine(
                        title(), "all " + Topics.all().size() + " schemas are registered; FULL_TRANSITIVE holds"))
                : findings;
    }

    private Optional<Finding> registered(HttpClient client, Topic<?> topic) throws IOException, InterruptedException {
        var found = get(client, "/groups/default/artifacts/" + topic.artifactId() + "/versions/branch=latest/content");
        if (found.isEmpty()) {
            return Optional.of(Finding.problem(title(), topic.artifactId() + " is not registered", CURE));
        }
        var same = Json.mapper().readTree(found.get()).equals(Json.mapper().readTree(topic.schemaText()));
        return same
                ? Optional.empty()
                : Optional.of(Finding.problem(title(), topic.artifactId() + " is not the one of this build", CURE));
    }

    private Optional<String> get(HttpClient client, String path) throws IOException, InterruptedException {
        var answer = client.send(
                HttpRequest.newBuilder(URI.create(registry + path))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    }
}
