package com.lealup.platform.testing;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds every example that stands beside a schema, and holds it against that. */
final class DescribedExamples {

    private final JsonNode document;
    private final DescribedSchemas schemas;
    private final List<String> wrong = new ArrayList<>();

    DescribedExamples(ObjectNode document) {
        this.document = document;
        this.schemas = new DescribedSchemas(document, true);
    }

    List<String> wrong() {
        walk(document, new ArrayList<>());
        return wrong;
    }

    private void walk(JsonNode node, List<String> at) {
        if (node.has("schema") && node.path("schema").isObject()) {
            if (node.has("example")) {
                judge(at, "example", node.path("example"));
            }
            node.path("examples")
                    .properties()
                    .forEach(example ->
                            judge(at, example.getKey(), example.getValue().path("value")));
            return;
        }
        node.properties().forEach(member -> {
            at.add(member.getKey());
            walk(member.getValue(), at);
            at.removeLast();
        });
        for (var i = 0; node.isArray() && i < node.size(); i++) {
            at.add(String.valueOf(i));
            walk(node.get(i), at);
            at.removeLast();
        }
    }

    private void judge(List<String> at, String name, JsonNode example) {
        var pointer = DescribedAnswers.pointer(at);
        schemas.faults(pointer + "/schema", example).forEach(fault -> wrong.add(pointer + " " + name + ": " + fault));
    }
}
