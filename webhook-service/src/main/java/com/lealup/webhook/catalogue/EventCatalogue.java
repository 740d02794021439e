package com.lealup.webhook.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What there is to subscribe to, with the schema and an example of each body. */
@Component
class EventCatalogue {

    /**
     * A type of event as the API describes it.
     *
     * @param optIn whether it must be asked for by name
     * @param schema of the whole body (JSON Schema 2020-12)
     */
    record Entry(String type, String description, boolean optIn, JsonNode schema, JsonNode example) {}

    private final List<Entry> entries;

    EventCatalogue(JsonMapper json) {
        this.entries =
                Arrays.stream(EventType.values()).map(type -> entry(type, json)).toList();
    }

    List<Entry> entries() {
        return entries;
    }

    private static Entry entry(EventType type, JsonMapper json) {
        var schema = read(type.schema() + ".schema.json", json);
        ((ObjectNode) schema.required("properties").required("type")).put("const", type.wireName());
        return new Entry(
                type.wireName(),
                type.description(),
                !type.inWildcard(),
                schema,
                read(type.wireName() + ".example.json", json));
    }

    private static JsonNode read(String file, JsonMapper json) {
        try (var content = new ClassPathResource("catalogue/" + file).getInputStream()) {
            return json.readTree(content);
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue lacks " + file, e);
        }
    }
}
