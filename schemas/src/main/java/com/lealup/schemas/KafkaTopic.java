package com.lealup.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What a broker has to be told to create a topic. Needs no Kafka client. */
public sealed interface KafkaTopic permits Topic, DeadLetterTopic {

    /** The topic's name. */
    String name();

    /** How many partitions it has; chosen once, since another number would send a key to another partition. */
    int partitions();

    /** What becomes of old records. */
    Cleanup cleanup();

    /** The largest batch of records the topic takes, in bytes; a producer's {@code max.request.size} must reach it. */
    int maxMessageBytes();

    /** What the topic carries, in a sentence. */
    String description();

    /**
     * The topic's configuration in Kafka's own words.
     *
     * @param replicas how many brokers hold each partition, at least 1
     */
    default Map<String, String> config(int replicas) {
        if (replicas < 1) {
            throw new IllegalArgumentException("replicas should be at least 1, not " + replicas);
        }
        Map<String, String> config = new TreeMap<>();
        // The client's own time would let retention delete back-dated events.
        config.put("message.timestamp.type", "LogAppendTime");
        config.put("max.message.bytes", Integer.toString(maxMessageBytes()));
        // All but one of three must have a record before it counts; a lone broker has nobody to wait for.
        config.put("min.insync.replicas", Integer.toString((replicas + 1) / 2));
        switch (cleanup()) {
            case Cleanup.Compact(var within, var tombstones) -> {
                config.put("cleanup.policy", "compact");
                config.put("retention.ms", "-1");
                config.put("max.compaction.lag.ms", Long.toString(within.toMillis()));
                config.put("delete.retention.ms", Long.toString(tombstones.toMillis()));
            }
            case Cleanup.Delete(var after) -> {
                config.put("cleanup.policy", "delete");
                config.put("retention.ms", Long.toString(after.toMillis()));
                if (after.compareTo(Duration.ofDays(1)) < 0) {
                    // Kafka deletes whole segments, and closes one after a week unless told otherwise.
                    config.put("segment.ms", Long.toString(after.toMillis() / 4));
                }
            }
        }
        return Map.copyOf(config);
    }
}
