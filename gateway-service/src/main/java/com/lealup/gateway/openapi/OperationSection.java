package com.lealup.gateway.openapi;

import static com.lealup.gateway.openapi.Markup.code;
import static com.lealup.gateway.openapi.Markup.line;
import static com.lealup.gateway.openapi.Markup.prose;
import static com.lealup.gateway.openapi.Markup.text;

import com.lealup.gateway.openapi.Operations.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One operation on the page: what it takes, what it answers, how it fails, and a command to try it with. */
final class OperationSection {

    private final SchemaList schemas;

    OperationSection(SchemaList schemas) {
        this.schemas = schemas;
    }

    String render(Operation operation) {
        var content = operation.content();
        var parameters = new ArrayList<JsonNode>();
        content.path("parameters").forEach(parameter -> parameters.add(schemas.resolve(parameter)));
        return """
                <section class="operation" id="%s">
                <h3><a href="#%1$s">%s</a></h3>
                <p class="route">%s</p>
                %s%s%s%s%s%s</section>
                """.formatted(
                        text(operation.id()),
                        text(content.path("summary").asString()),
                        route(operation),
                        prose(content.path("description").asString("")),
                        access(operation),
                        block("Try it", "<pre>" + text(CurlExample.of(operation, parameters)) + "</pre>\n"),
                        parameters(parameters),
                        body(content.path("requestBody")),
                        answers(content.path("responses")));
    }

    /** Method and path. */
    static String route(Operation operation) {
        return "<b class=\"method %s\">%s</b> <code>%s</code>"
                .formatted(operation.method().toLowerCase(Locale.ROOT), operation.method(), text(operation.path()));
    }

    private static String access(Operation operation) {
        var scope = operation.content().path(Conventions.SCOPE).asString("");
        if (operation.isOpen()) {
            return "<p class=\"access\">Needs no key.</p>\n";
        }
        return scope.isEmpty()
                ? "<p class=\"access\">Needs a key; any scope will do.</p>\n"
                : "<p class=\"access\">Needs the scope " + code(scope) + ".</p>\n";
    }

    private String parameters(List<JsonNode> parameters) {
        var rows = parameters.stream()
                .map(parameter -> "<li><code class=\"name\">%s</code> <span class=\"limit\">in %s</span> %s%s%s</li>\n"
                        .formatted(
                                text(parameter.path("name").asString()),
                                text(parameter.path("in").asString()),
                                schemas.about(parameter.path("schema"), schemas.resolve(parameter.path("schema"))),
                                parameter.path("required").asBoolean(false)
                                        ? " <span class=\"required\">required</span>"
                                        : "",
                                parameter.has("description")
                                        ? "<br>"
                                                + line(parameter
                                                        .path("description")
                                                        .asString())
                                        : ""))
                .collect(Collectors.joining());
        return rows.isEmpty() ? "" : block("Parameters", "<ul class=\"fields\">\n" + rows + "</ul>\n");
    }

    private String body(JsonNode body) {
        return body.path("content").properties().stream()
                .map(media -> block(
                        "Body " + media.getKey(),
                        (body.has("description")
                                        ? prose(body.path("description").asString())
                                        : "")
                                + schemas.render(media.getValue().path("schema"))
                                + examples(media.getValue())))
                .collect(Collectors.joining());
    }

    private String answers(JsonNode responses) {
        var good = new StringBuilder();
        var errors = new StringBuilder();
        responses.properties().forEach(response -> {
            var answer = schemas.resolve(response.getValue());
            if (response.getKey().compareTo("400") < 0) {
                good.append(block("Answer " + response.getKey(), good(answer)));
            } else {
                errors.append(error(response.getKey(), answer));
            }
        });
        return good + (errors.isEmpty() ? "" : block("Errors", "<ul class=\"errors\">\n" + errors + "</ul>\n"));
    }

    private String good(JsonNode answer) {
        return prose(answer.path("description").asString(""))
                + answer.path("content").properties().stream()
                        .filter(media -> media.getKey().contains("json"))
                        .map(media -> schemas.render(media.getValue().path("schema")) + examples(media.getValue()))
                        .collect(Collectors.joining())
                + headers(answer.path("headers"));
    }

    private String headers(JsonNode headers) {
        var names = headers.properties().stream()
                .map(header -> "<li><code class=\"name\">%s</code> %s</li>\n"
                        .formatted(
                                text(header.getKey()),
                                line(schemas.resolve(header.getValue())
                                        .path("description")
                                        .asString(""))))
                .collect(Collectors.joining());
        return names.isEmpty()
                ? ""
                : "<details><summary>Headers</summary><ul class=\"fields\">\n" + names + "</ul></details>\n";
    }

    private static String error(String status, JsonNode answer) {
        var types = Stream.concat(
                        Stream.of(answer.at("/content/application~1problem+json/example")),
                        answer.at("/content/application~1problem+json/examples").properties().stream()
                                .map(example -> example.getValue().path("value")))
                .filter(JsonNode::isObject)
                .map(example -> "<a href=\"%s\">%s</a>"
                        .formatted(
                                text(example.path("type").asString()),
                                code(example.path("code").asString())))
                .collect(Collectors.joining(" "));
        return "<li><b>%s</b> %s %s</li>\n"
                .formatted(text(status), types, line(answer.path("description").asString("")));
    }

    private static String examples(JsonNode media) {
        if (media.has("example")) {
            return "<pre>" + text(CurlExample.text(media.path("example"))) + "</pre>\n";
        }
        return media.path("examples").properties().stream()
                .map(example -> "<p class=\"caption\">%s</p>\n<pre>%s</pre>\n"
                        .formatted(
                                line(example.getValue().path("summary").asString(example.getKey())),
                                text(CurlExample.text(example.getValue().path("value")))))
                .collect(Collectors.joining());
    }

    private static String block(String title, String content) {
        return "<h4>" + text(title) + "</h4>\n" + content;
    }
}
