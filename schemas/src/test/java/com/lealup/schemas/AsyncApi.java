package com.lealup.schemas;

import com.lealup.schemas.RecordHeader.Presence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The topics as an AsyncAPI 3.0 document, with the Kafka bindings 0.5.0, written from the catalogue and the schemas.
 */
final class AsyncApi {

    private static final String BINDING = "0.5.0";
    private static final int PRODUCTION_REPLICAS = 3;
    private static final String ABOUT = """
            Facts that LealUp publishes on Kafka. Values are Avro: a zero byte, the schema's id in the registry in four
            bytes, then the record in Avro's binary encoding (the wire format of Confluent's clients). Records with the
            same key stay in order. Read committed: facts are written in transactions. The record's own time is when the
            topic took it. Schemas stay fully compatible within a topic's version; anything else makes a new topic.
            """;

    private AsyncApi() {}

    static String document(String version) {
        var document = new LinkedHashMap<String, Object>();
        document.put("asyncapi", "3.0.0");
        document.put(
                "info",
                map(
                        "title",
                        "LealUp topics",
                        "version",
                        version,
                        "description",
                        ABOUT.replace('\n', ' ').strip(),
                        "license",
                        map(
                                "name", "Apache-2.0",
                                "url", "https://www.apache.org/licenses/LICENSE-2.0")));
        document.put("defaultContentType", "avro/binary");
        document.put("channels", channels());
        document.put("operations", operations());
        document.put("components", map("schemas", schemas(), "messageTraits", traits()));
        return yaml().dump(document);
    }

    private static Map<String, Object> channels() {
        var channels = new LinkedHashMap<String, Object>();
        for (Topic<?> topic : Topics.all()) {
            var messages = new LinkedHashMap<String, Object>();
            messages.put(topic.valueType().getSimpleName(), fact(topic));
            if (topic.cleanup() instanceof Cleanup.Compact) {
                messages.put("Tombstone", tombstone(topic));
            }
            channels.put(topic.name(), channel(topic, topic.key(), messages));
        }
        for (DeadLetterTopic dead : Topics.deadLetters()) {
            RecordKey key = dead.source().key();
            channels.put(dead.name(), channel(dead, key, map("DeadLetter", deadLetter(key))));
        }
        return channels;
    }

    private static Map<String, Object> channel(KafkaTopic topic, RecordKey key, Map<String, Object> messages) {
        return map(
                "address",
                topic.name(),
                "description",
                topic.description() + " Keyed by " + key.shape() + ".",
                "messages",
                messages,
                "bindings",
                kafka(
                        "topic", topic.name(),
                        "partitions", topic.partitions(),
                        "replicas", PRODUCTION_REPLICAS,
                        "topicConfiguration", configuration(topic)));
    }

    private static Map<String, Object> configuration(KafkaTopic topic) {
        var configuration = new LinkedHashMap<String, Object>();
        topic.config(PRODUCTION_REPLICAS).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> configuration.put(entry.getKey(), typed(entry.getKey(), entry.getValue())));
        return configuration;
    }

    private static Object typed(String name, String value) {
        return switch (name) {
            case "cleanup.policy" -> List.of(value);
            case "message.timestamp.type" -> value;
            default -> Long.parseLong(value);
        };
    }

    private static Map<String, Object> fact(Topic<?> topic) {
        Schema schema = topic.schema();
        return map(
                "name",
                schema.getFullName(),
                "title",
                schema.getName(),
                "summary",
                schema.getDoc(),
                "contentType",
                "avro/binary",
                "traits",
                List.of(ref("messageTraits", "headers")),
                "payload",
                ref("schemas", schema.getName()),
                "bindings",
                kafka(
                        "key", key(topic.key()),
                        "schemaIdLocation", "payload",
                        "schemaIdPayloadEncoding", "confluent",
                        "schemaLookupStrategy", "TopicIdStrategy"));
    }

    private static Map<String, Object> tombstone(Topic<?> topic) {
        return map(
                "title", "Tombstone",
                "summary", "What the key stood for is gone; the record has no value.",
                "traits", List.of(ref("messageTraits", "headers")),
                "payload", map("type", "null"),
                "bindings", kafka("key", key(topic.key())));
    }

    private static Map<String, Object> deadLetter(RecordKey key) {
        return map(
                "title",
                "Dead letter",
                "summary",
                "A record as it came, with the reason why it could not be processed.",
                "contentType",
                "application/octet-stream",
                "traits",
                List.of(ref("messageTraits", "deadLetterHeaders")),
                "payload",
                map("type", "string", "format", "binary", "description", "The original value's bytes, unchanged."),
                "bindings",
                kafka("key", key(key)));
    }

    private static Map<String, Object> key(RecordKey key) {
        return map("type", "string", "description", key.shape(), "pattern", key.pattern());
    }

    private static Map<String, Object> operations() {
        var operations = new LinkedHashMap<String, Object>();
        for (Topic<?> topic : Topics.all()) {
            for (String writer : topic.writers()) {
                operations.put(
                        writer + ".publishes." + topic.name(),
                        operation(
                                "send",
                                topic,
                                topic.writers().size() == 1
                                        ? writer + " writes it; nobody else does."
                                        : writer + " writes it, each service for itself."));
            }
        }
        for (DeadLetterTopic dead : Topics.deadLetters()) {
            Map<String, Object> receive = operation(
                    "receive", dead.source(), dead.group() + " reads it, with the offset in its own database.");
            receive.put("bindings", kafka("groupId", map("type", "string", "enum", List.of(dead.group()))));
            operations.put(dead.group() + ".reads." + dead.source().name(), receive);
            operations.put(
                    dead.group() + ".gives-up." + dead.source().name(),
                    operation("send", dead, dead.group() + " puts here what it cannot process."));
        }
        return operations;
    }

    private static Map<String, Object> operation(String action, KafkaTopic topic, String summary) {
        return map("action", action, "channel", map("$ref", "#/channels/" + topic.name()), "summary", summary);
    }

    private static Map<String, Object> schemas() {
        var values = new LinkedHashMap<String, Object>();
        var sources = SchemaFiles.current();
        for (Topic<?> topic : Topics.all()) {
            String name = topic.valueType().getSimpleName();
            Object schema = yaml().load(sources.get(name).toString());
            values.put(name, map("schemaFormat", "application/vnd.apache.avro+yaml;version=1.9.0", "schema", schema));
        }
        return values;
    }

    private static Map<String, Object> traits() {
        return map(
                "headers", headers(Set.of(Presence.ALWAYS, Presence.OF_A_CHANGING_THING), Set.of(Presence.ALWAYS)),
                "deadLetterHeaders", headers(Set.of(Presence.values()), Set.of(Presence.DEAD_LETTER)));
    }

    private static Map<String, Object> headers(Set<Presence> shown, Set<Presence> required) {
        var properties = new LinkedHashMap<String, Object>();
        var names = new ArrayList<String>();
        for (RecordHeader header : RecordHeader.values()) {
            if (shown.contains(header.presence())) {
                properties.put(header.wireName(), map("type", "string", "description", header.description()));
            }
            if (required.contains(header.presence())) {
                names.add(header.wireName());
            }
        }
        return map("headers", map("type", "object", "required", names, "properties", properties));
    }

    private static Map<String, Object> kafka(Object... entries) {
        Map<String, Object> binding = map(entries);
        binding.put("bindingVersion", BINDING);
        return map("kafka", binding);
    }

    private static Map<String, Object> ref(String kind, String name) {
        return map("$ref", "#/components/" + kind + "/" + name);
    }

    private static Map<String, Object> map(Object... entries) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }

    static Yaml yaml() {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        return new Yaml(options);
    }
}
