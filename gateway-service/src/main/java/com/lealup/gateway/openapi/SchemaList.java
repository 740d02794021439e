package com.lealup.gateway.openapi;

import static com.lealup.gateway.openapi.Markup.code;
import static com.lealup.gateway.openapi.Markup.line;
import static com.lealup.gateway.openapi.Markup.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Shows a schema as a list of fields, references followed, down to the last field. */
final class SchemaList {

    private static final String REFERENCE = "$ref";

    /** Told beside the type, in this order. */
    private static final List<Limit> LIMITS = List.of(
            new Limit("format", "%s"),
            new Limit("default", "default %s"),
            new Limit("minimum", "at least %s"),
            new Limit("exclusiveMinimum", "more than %s"),
            new Limit("maximum", "at most %s"),
            new Limit("minLength", "at least %s characters"),
            new Limit("maxLength", "at most %s characters"),
            new Limit("minItems", "at least %s elements"),
            new Limit("maxItems", "at most %s elements"),
            new Limit("maxProperties", "at most %s fields"),
            new Limit("multipleOf", "in steps of %s"),
            new Limit("pattern", "like %s"));

    private final JsonNode document;

    /** Whose fields are being shown: a schema within itself is named only. */
    private final Deque<JsonNode> open = new ArrayDeque<>();

    /** What a keyword of a schema says, in words. */
    private record Limit(String keyword, String words) {}

    SchemaList(JsonNode document) {
        this.document = document;
    }

    /** The fields of the schema, as HTML; for a schema without fields one line about itself. */
    String render(JsonNode schema) {
        var shown = resolve(schema);
        var fields = fields(shown);
        return fields.isEmpty() ? "<p>" + about(schema, shown) + "</p>\n" : remark(shown) + fields;
    }

    JsonNode resolve(JsonNode node) {
        return node.has(REFERENCE) ? document.at(node.path(REFERENCE).asString().substring(1)) : node;
    }

    /** Type and limits of a value in one line, without its fields. */
    String about(JsonNode schema, JsonNode resolved) {
        var parts = new ArrayList<String>();
        parts.add("<span class=\"type\">" + text(type(schema, resolved)) + "</span>");
        LIMITS.stream()
                .filter(limit -> resolved.has(limit.keyword()))
                .forEach(limit -> parts.add("<span class=\"limit\">"
                        + limit.words().formatted(code(plain(resolved.path(limit.keyword())))) + "</span>"));
        var allowed = resolved.has("enum") ? resolved.path("enum") : resolved.at("/items/enum");
        if (!allowed.isMissingNode()) {
            parts.add("<span class=\"limit\">one of "
                    + stream(allowed).map(value -> code(plain(value))).collect(Collectors.joining(" ")) + "</span>");
        }
        if (resolved.has("const")) {
            parts.add("<span class=\"limit\">always " + code(plain(resolved.path("const"))) + "</span>");
        }
        return String.join(" ", parts);
    }

    private String remark(JsonNode schema) {
        var description = schema.path("description").asString("");
        return description.isEmpty() ? "" : "<p>" + line(description) + "</p>\n";
    }

    private String fields(JsonNode schema) {
        if (open.contains(schema)) {
            return "";
        }
        open.push(schema);
        try {
            var required =
                    stream(schema.path("required")).map(JsonNode::asString).collect(Collectors.toSet());
            var own = schema.path("properties").properties().stream()
                    .map(field -> field(field.getKey(), field.getValue(), required.contains(field.getKey())))
                    .collect(Collectors.joining());
            var list = own.isEmpty() ? "" : "<ul class=\"fields\">\n" + own + "</ul>\n";
            return list + within(schema);
        } finally {
            open.pop();
        }
    }

    /** What a schema is composed of: elements, alternatives, values under any name. */
    private String within(JsonNode schema) {
        var alternatives = Stream.of("oneOf", "anyOf", "allOf")
                .flatMap(word -> stream(schema.path(word)))
                .map(this::resolve)
                .map(this::fields);
        var others = Stream.of("items", "additionalProperties")
                .map(schema::path)
                .filter(JsonNode::isObject)
                .map(this::resolve)
                .map(this::fields);
        return Stream.concat(alternatives, others).collect(Collectors.joining());
    }

    private String field(String name, JsonNode schema, boolean required) {
        var resolved = resolve(schema);
        var description =
                schema.path("description").asString(resolved.path("description").asString(""));
        return "<li>%s %s%s%s%s</li>\n"
                .formatted(
                        "<code class=\"name\">" + text(name) + "</code>",
                        about(schema, resolved),
                        required ? " <span class=\"required\">required</span>" : "",
                        description.isEmpty() ? "" : "<br>" + line(description),
                        fields(resolved));
    }

    private String type(JsonNode schema, JsonNode resolved) {
        var alternatives = Stream.of("oneOf", "anyOf")
                .flatMap(word -> stream(resolved.path(word)))
                .map(alternative -> type(alternative, resolve(alternative)))
                .distinct()
                .toList();
        if (!alternatives.isEmpty()) {
            return String.join(" or ", alternatives);
        }
        var declared = resolved.path("type");
        if (declared.isArray()) {
            return stream(declared).map(JsonNode::asString).collect(Collectors.joining(" or "));
        }
        if (declared.asString("").equals("array")) {
            var items = resolved.path("items");
            return "list of " + type(items, resolve(items));
        }
        if (declared.asString("").equals("object") && schema.has(REFERENCE)) {
            var reference = schema.path(REFERENCE).asString();
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
        return declared.asString("any");
    }

    private static String plain(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
