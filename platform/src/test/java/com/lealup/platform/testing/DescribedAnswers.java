package com.lealup.platform.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Judges answers by a description. */
final class DescribedAnswers {

    private static final int FIRST_ERROR = 400;

    private final JsonNode document;
    private final boolean complete;
    private final DescribedSchemas schemas;

    /**
     * Judges.
     *
     * @param complete whether every operation names every error; else any problem will do
     */
    DescribedAnswers(ObjectNode document, boolean complete) {
        this.document = document;
        this.complete = complete;
        this.schemas = new DescribedSchemas(document, true);
    }

    List<String> faultsOf(String method, String path, int status, String contentType, String body) {
        var name = method.toLowerCase(Locale.ROOT);
        return template(path, name)
                .map(template ->
                        faultsOf("/paths/" + escaped(template) + "/" + name + "/responses", status, contentType, body))
                .orElse(List.of());
    }

    private List<String> faultsOf(String responses, int status, String contentType, String body) {
        var pointer = resolved(responses + "/" + status);
        if (document.at(pointer).isMissingNode()) {
            return status >= FIRST_ERROR && !complete
                    ? bodyFaults("/components/schemas/Problem", body)
                    : List.of("the status is not described");
        }
        var content = document.at(pointer + "/content");
        var type = contentType.replaceFirst(";.*", "").strip();
        if (content.isMissingNode()) {
            return body.isEmpty() ? List.of() : List.of("no body is described");
        }
        if (!content.has(type)) {
            return List.of("the type " + type + " is not described");
        }
        return type.endsWith("/json") || type.endsWith("+json")
                ? bodyFaults(pointer + "/content/" + escaped(type) + "/schema", body)
                : List.of();
    }

    private List<String> bodyFaults(String schema, String body) {
        if (body.isEmpty()) {
            return List.of();
        }
        try {
            return schemas.faults(schema, JsonMapper.shared().readTree(body));
        } catch (JacksonException e) {
            return List.of("the body is not JSON");
        }
    }

    private String resolved(String pointer) {
        var reference = document.at(pointer).path("$ref").asString("");
        return reference.isEmpty() ? pointer : reference.substring(1);
    }

    /** The path as described; of several that fit, the one with the fewest variables. */
    private Optional<String> template(String path, String method) {
        return document.path("paths").properties().stream()
                .filter(entry -> entry.getValue().has(method))
                .map(entry -> entry.getKey())
                .filter(template -> path.matches(template.replaceAll("\\{[^}]*}", "[^/]+")))
                .min(Comparator.comparingInt(template -> template.split("\\{", -1).length));
    }

    private static String escaped(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }

    /** The parts of a pointer joined, each escaped. */
    static String pointer(List<String> segments) {
        var pointer = new ArrayList<String>();
        segments.forEach(segment -> pointer.add("/" + escaped(segment)));
        return String.join("", pointer);
    }
}
