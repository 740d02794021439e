package com.lealup.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic that LealUp publishes.
 *
 * @param name {@code lealup.<facts>.v<n>}; a change that breaks readers makes a new topic
 * @param valueType the generated class of its values; on a compacted topic a value may also be null, a tombstone
 * @param key what its records are keyed by
 * @param partitions chosen once
 * @param cleanup what becomes of old records
 * @param maxMessageBytes the largest batch of records it takes
 * @param writers the services that write it: one, but where every service answers for itself
 * @param consumers the consumer groups of LealUp's own services that read it; views held in memory have no group
 * @param description what it carries, in a sentence
 */
public record Topic<V extends SpecificRecord>(
        String name,
        Class<V> valueType,
        RecordKey key,
        int partitions,
        Cleanup cleanup,
        int maxMessageBytes,
        List<String> writers,
        List<String> consumers,
        String description)
        implements KafkaTopic {

    private static final Pattern NAME = Pattern.compile("lealup\\.[a-z]+(-[a-z]+)*\\.v[1-9][0-9]*");

    public Topic {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a topic's name should look like lealup.some-facts.v1, not " + name);
        }
        if (partitions < 1) {
            throw new IllegalArgumentException(name + " should have at least 1 partition, not " + partitions);
        }
        if (writers.isEmpty()) {
            throw new IllegalArgumentException(name + " should have a writer");
        }
        writers = List.copyOf(writers);
        consumers = List.copyOf(consumers);
        if (Set.copyOf(consumers).size() != consumers.size()) {
            throw new IllegalArgumentException(name + " should name each consumer group once: " + consumers);
        }
    }

    Topic(
            String name,
            Class<V> valueType,
            RecordKey key,
            int partitions,
            Cleanup cleanup,
            int maxMessageBytes,
            String writer,
            List<String> consumers,
            String description) {
        this(name, valueType, key, partitions, cleanup, maxMessageBytes, List.of(writer), consumers, description);
    }

    /** How long every record is kept; empty on a compacted topic, which keeps the newest of each key for ever. */
    public Optional<Duration> retention() {
        return switch (cleanup) {
            case Cleanup.Compact compact -> Optional.empty();
            case Cleanup.Delete(var after) -> Optional.of(after);
        };
    }

    /** The schema of the values, the same object that the generated class writes with. */
    public Schema schema() {
        return SpecificData.get().getSchema(valueType);
    }

    /** The id under which the schema registry holds the schema of the values. */
    public String artifactId() {
        return name + "-value";
    }

    /** The schema as the registry holds it: complete in itself, JSON, the same text from the same sources. */
    public String schemaText() {
        return schema().toString();
    }

    /** Where the records go that these consumers could not process: one topic for each group. */
    public List<DeadLetterTopic> deadLetters() {
        return consumers.stream().map(group -> new DeadLetterTopic(this, group)).toList();
    }
}
