package com.lealup.load.webhooks;

import com.lealup.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.json.JsonMapper;

/** Under which id the registry keeps the schema of the facts: it stands in front of each. */
final class FactSchema {

    private FactSchema() {}

    /** Asks the registry on this machine. */
    static int contentId(int registryPort) {
        var uri = URI.create("http://127.0.0.1:" + registryPort + "/apis/registry/v3/groups/default/artifacts/"
                + Topics.HEALTH_CHANGES.artifactId() + "/versions/branch=latest");
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(uri).GET().build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(uri + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return JsonMapper.builder()
                    .build()
                    .readTree(answer.body())
                    .get("contentId")
                    .asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
