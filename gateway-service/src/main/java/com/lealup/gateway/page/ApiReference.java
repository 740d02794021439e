package com.lealup.gateway.page;

import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Renders the OpenAPI document as the content of one page. */
final class ApiReference {

    private ApiReference() {}

    static String render(JsonNode document) {
        var html = new StringBuilder()
                .append("<p>%s</p>\n"
                        .formatted(Html.prose(document.at("/info/description").asString())))
                .append("<p><a href=\"/v1/openapi.json\">OpenAPI document</a> · <a href=\"/app\">Problems</a></p>\n");
        for (var tag : document.at("/tags")) {
            var name = tag.path("name").asString();
            html.append("<h2>%s</h2>\n".formatted(Html.text(name)));
            document.at("/paths")
                    .properties()
                    .forEach(path -> path.getValue().properties().stream()
                            .filter(operation -> operation
                                    .getValue()
                                    .at("/tags/0")
                                    .asString("")
                                    .equals(name))
                            .forEach(operation ->
                                    html.append(operation(path.getKey(), operation.getKey(), operation.getValue()))));
        }
        return html.toString();
    }

    private static String operation(String path, String method, JsonNode operation) {
        var scope = operation.at("/security/0/apiKey/0").asString("");
        var answers = operation.at("/responses").properties().stream()
                .map(answer -> answer.getKey())
                .collect(Collectors.joining(", "));
        return """
                <h3 id="%s"><code>%s %s</code></h3>
                <p>%s%s%s</p>
                <p>Answers: %s</p>
                """.formatted(
                        Html.text(operation.at("/operationId").asString()),
                        Html.text(method.toUpperCase(Locale.ROOT)),
                        Html.text(path),
                        Html.prose(operation.at("/summary").asString()),
                        sentence(operation.at("/description").asString("")),
                        scope.isEmpty() ? "" : " Scope <code>" + Html.text(scope) + "</code>.",
                        answers);
    }

    private static String sentence(String description) {
        return description.isEmpty() ? "." : ". " + Html.prose(description);
    }
}
