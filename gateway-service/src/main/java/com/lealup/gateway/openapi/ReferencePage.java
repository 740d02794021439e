package com.lealup.gateway.openapi;

import static com.lealup.gateway.openapi.Markup.line;
import static com.lealup.gateway.openapi.Markup.prose;
import static com.lealup.gateway.openapi.Markup.text;

import com.lealup.gateway.openapi.Operations.Operation;
import com.lealup.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The document as one page. Complete without a script; with it, the page can be filtered and examples copied. */
final class ReferencePage {

    private final JsonNode document;
    private final List<Operation> operations;
    private final OperationSection sections;

    private ReferencePage(JsonNode document) {
        this.document = document;
        this.operations = Operations.stream(document).toList();
        this.sections = new OperationSection(new SchemaList(document));
    }

    static String of(JsonNode document) {
        return new ReferencePage(document).render();
    }

    private String render() {
        var title = text(document.at("/info/title").asString());
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="/docs.css">
                <script src="/docs.js" defer></script>
                </head>
                <body>
                <nav aria-label="Operations">
                <p class="brand"><a href="#top">%1$s</a> <small>%s</small></p>
                <p class="filter" hidden><input type="search" id="filter" placeholder="Filter: path, field, scope" aria-label="Filter"></p>
                %s<p class="none" hidden>Nothing has all these words.</p>
                <p><a href="#problems">Problems</a></p>
                <p><a href="/v1/openapi.json">openapi.json</a> · <a href="/v1/asyncapi.json">asyncapi.json</a></p>
                </nav>
                <main id="top">
                <h1>%1$s</h1>
                %s%s%s</main>
                </body>
                </html>
                """.formatted(
                        title,
                        text(document.at("/info/version").asString()),
                        forEachTag(this::entries),
                        prose(document.at("/info/description").asString("")),
                        forEachTag(this::chapter),
                        problems());
    }

    private String forEachTag(Function<JsonNode, String> rendering) {
        var html = new StringBuilder();
        document.path("tags").forEach(tag -> html.append(rendering.apply(tag)));
        return html.toString();
    }

    private String entries(JsonNode tag) {
        return """
                <details open>
                <summary>%s</summary>
                <ul>
                %s</ul>
                </details>
                """.formatted(
                text(tag.path("name").asString()),
                operations.stream()
                        .filter(operation -> has(operation, tag))
                        .map(operation -> "<li><a href=\"#%s\"><span class=\"method %s\">%s</span> %s</a></li>\n"
                                .formatted(
                                        text(operation.id()),
                                        operation.method().toLowerCase(Locale.ROOT),
                                        operation.method(),
                                        text(operation.content().path("summary").asString())))
                        .collect(Collectors.joining()));
    }

    private String chapter(JsonNode tag) {
        return """
                <section class="chapter">
                <h2>%s</h2>
                %s%s</section>
                """.formatted(
                        text(tag.path("name").asString()),
                        prose(tag.path("description").asString("")),
                        operations.stream()
                                .filter(operation -> has(operation, tag))
                                .map(sections::render)
                                .collect(Collectors.joining()));
    }

    private static String problems() {
        return """
                <section id="problems">
                <h2>Problems</h2>
                <ul class="errors">
                %s</ul>
                </section>
                """.formatted(Arrays.stream(ProblemType.values())
                .map(type -> "<li><b>%d</b> <a href=\"%s\"><code>%s</code></a> %s</li>\n"
                        .formatted(type.status().value(), type.uri(), type.code(), line(type.title())))
                .collect(Collectors.joining()));
    }

    private static boolean has(Operation operation, JsonNode tag) {
        return operation
                .content()
                .at("/tags/0")
                .asString("")
                .equals(tag.path("name").asString());
    }
}
