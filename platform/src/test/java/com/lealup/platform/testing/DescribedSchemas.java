package com.lealup.platform.testing;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of a description, to validate with. */
final class DescribedSchemas {

    private static final String ID = "https://lealup.example/openapi.json";

    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /**
     * The schemas.
     *
     * @param closed whether a field that no schema names is a fault, unless the schema says that there may be others
     */
    DescribedSchemas(ObjectNode document, boolean closed) {
        var whole = document.deepCopy();
        if (closed) {
            close(whole);
        }
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(ID, whole.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /** What is wrong with the value by the schema at that JSON Pointer into the document. */
    List<String> faults(String pointer, JsonNode value) {
        return schemas
                .computeIfAbsent(pointer, at -> registry.getSchema(SchemaLocation.of(ID + "#" + at)))
                .validate(value)
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private static void close(ObjectNode document) {
        var partial = new HashSet<String>();
        document.findValues("allOf")
                .forEach(all -> all.forEach(one -> partial.add(one.path("$ref").asString(""))));
        document.at("/components/schemas").properties().forEach(entry -> {
            if (!partial.contains("#/components/schemas/" + entry.getKey())) {
                close(entry.getValue(), partial);
            }
        });
    }

    private static void close(JsonNode schema, Set<String> partial) {
        if (schema instanceof ObjectNode node) {
            if ((node.has("properties") || node.has("allOf")) && !node.has("additionalProperties")) {
                node.put("unevaluatedProperties", false);
            }
            node.path("properties").forEach(property -> close(property, partial));
            close(node.path("items"), partial);
        }
    }
}
