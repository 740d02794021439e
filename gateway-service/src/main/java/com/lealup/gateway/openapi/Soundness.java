package com.lealup.gateway.openapi;

import com.lealup.gateway.openapi.Operations.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What must hold of the document as a whole, and what no single part can see. */
final class Soundness {

    private static final String REFERENCE = "$ref";

    private final JsonNode document;
    private final List<String> faults = new ArrayList<>();

    private Soundness(JsonNode document) {
        this.document = document;
    }

    /** Everything that is wrong, empty if nothing is. */
    static List<String> faultsOf(JsonNode document) {
        var soundness = new Soundness(document);
        soundness.checkReferences();
        soundness.checkOperations();
        soundness.checkValues("#", document);
        return soundness.faults;
    }

    private void checkReferences() {
        var used = new TreeSet<>(document.findValuesAsString(REFERENCE));
        used.stream()
                .filter(reference -> !reference.startsWith("#/")
                        || document.at(reference.substring(1)).isMissingNode())
                .forEach(reference -> faults.add("nothing is at " + reference));
        document.path("components").properties().stream()
                .filter(section -> !section.getKey().equals("securitySchemes"))
                .flatMap(section -> section.getValue().propertyNames().stream()
                        .map(name -> "#/components/" + section.getKey() + "/" + name))
                .filter(component -> !used.contains(component))
                .forEach(component -> faults.add("nobody refers to " + component));
    }

    private void checkOperations() {
        var ids = new HashSet<String>();
        var tags = StreamSupport.stream(document.path("tags").spliterator(), false)
                .map(tag -> tag.path("name").asString())
                .collect(Collectors.toSet());
        Operations.forEach(document, operation -> {
            if (operation.id().isEmpty() || !ids.add(operation.id())) {
                fault(operation, "needs an operationId of its own");
            }
            if (operation.content().path("summary").asString("").isEmpty()) {
                fault(operation, "has no summary");
            }
            if (!tags.contains(operation.content().at("/tags/0").asString(""))) {
                fault(operation, "has no tag that is declared");
            }
            if (!operation.content().has("security")) {
                fault(operation, "says neither x-required-scope nor security");
            }
            checkVariables(operation);
            checkExamples(operation);
        });
    }

    /** A key without a value is a slip of the pen: a comma in an unquoted text begins a new key. */
    private void checkValues(String place, JsonNode node) {
        node.properties().forEach(property -> {
            if (property.getValue().isNull()) {
                faults.add("nothing is said at " + place + " of \"" + property.getKey() + "\"");
            } else if (!property.getKey().startsWith("example")) {
                checkValues(place + "/" + property.getKey(), property.getValue());
            }
        });
        if (node.isArray()) {
            node.forEach(element -> checkValues(place, element));
        }
    }

    private void checkVariables(Operation operation) {
        var inPath = operation.variables().collect(Collectors.toSet());
        Set<String> described = new HashSet<>();
        operation.content().path("parameters").forEach(parameter -> {
            var resolved = resolve(parameter);
            if (resolved.path("in").asString("").equals("path")) {
                described.add(resolved.path("name").asString(""));
            }
        });
        if (!inPath.equals(described)) {
            fault(operation, "describes the path variables " + described + ", its path has " + inPath);
        }
    }

    private void checkExamples(Operation operation) {
        operation.content().at("/requestBody/content").properties().forEach(body -> {
            if (!hasExample(body.getValue())) {
                fault(operation, "shows no example of its body");
            }
        });
        operation
                .content()
                .path("responses")
                .properties()
                .forEach(response -> resolve(response.getValue())
                        .path("content")
                        .properties()
                        .forEach(body -> {
                            if (!hasExample(body.getValue()) && body.getKey().contains("json")) {
                                fault(operation, "shows no example of its answer " + response.getKey());
                            }
                        }));
    }

    private static boolean hasExample(JsonNode media) {
        return media.has("example") || !media.path("examples").isEmpty();
    }

    private JsonNode resolve(JsonNode node) {
        return node.has(REFERENCE) ? document.at(node.path(REFERENCE).asString().substring(1)) : node;
    }

    private void fault(Operation operation, String what) {
        faults.add(operation + " " + what);
    }
}
