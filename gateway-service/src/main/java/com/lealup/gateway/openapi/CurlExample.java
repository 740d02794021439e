package com.lealup.gateway.openapi;

import com.lealup.gateway.openapi.Operations.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request as a command to paste, with the variables that the guide uses. */
final class CurlExample {

    private static final JsonMapper JSON = JsonMapper.shared();

    private CurlExample() {}

    /**
     * The command.
     *
     * @param parameters the operation's, resolved
     */
    static String of(Operation operation, List<JsonNode> parameters) {
        var options = new ArrayList<String>();
        options.add((operation.method().equals("GET") ? "curl" : "curl -X " + operation.method()) + " \"$LEALUP_BASE"
                + path(operation.path(), parameters) + "\"");
        if (!operation.isOpen()) {
            options.add("-H \"Authorization: Bearer $LEALUP_KEY\"");
        }
        parameters.stream()
                .filter(parameter -> parameter.path("name").asString().equals("Idempotency-Key"))
                .forEach(_ -> options.add("-H \"Idempotency-Key: $(uuidgen)\""));
        operation.content().at("/requestBody/content").properties().stream()
                .limit(1)
                .forEach(body -> {
                    options.add("-H \"Content-Type: " + body.getKey() + "\"");
                    options.add("-d " + quoted(text(example(body.getValue()))));
                });
        return String.join(" \\\n  ", options);
    }

    /** The example of a body, or the first of several. */
    static JsonNode example(JsonNode media) {
        return media.has("example")
                ? media.path("example")
                : media.path("examples").properties().stream()
                        .findFirst()
                        .map(first -> first.getValue().path("value"))
                        .orElse(media.path("example"));
    }

    /** A value as it stands in a body. */
    static String text(JsonNode value) {
        return value.isString()
                ? value.asString()
                : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    private static String path(String template, List<JsonNode> parameters) {
        return parameters.stream()
                .filter(parameter -> parameter.path("in").asString().equals("path") && parameter.has("example"))
                .collect(Collectors.collectingAndThen(Collectors.toList(), inPath -> {
                    var path = template;
                    for (var parameter : inPath) {
                        path = path.replace(
                                "{" + parameter.path("name").asString() + "}",
                                parameter.path("example").asString());
                    }
                    return path;
                }));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
