package com.lealup.schemas;

import java.time.Duration;

/**
 * What one consumer group could not process of one topic: the original key and the original bytes, undecoded.
 *
 * @param source the topic the records came from
 * @param group the consumer group that could not process them
 */
public record DeadLetterTopic(Topic<?> source, String group) implements KafkaTopic {

    private static final Duration KEPT = Duration.ofDays(30);

    /** The cause and the position travel as headers, on top of a record that may already be as large as allowed. */
    private static final int ROOM_FOR_HEADERS = 64 * 1024;

    public DeadLetterTopic {
        if (!source.consumers().contains(group)) {
            throw new IllegalArgumentException(group + " should be a consumer group of " + source.name());
        }
    }

    @Override
    public String name() {
        return source.name() + "." + group + ".dlt";
    }

    /** As the source, so that records of one key stay in order here too. */
    @Override
    public int partitions() {
        return source.partitions();
    }

    @Override
    public Cleanup cleanup() {
        return new Cleanup.Delete(KEPT);
    }

    @Override
    public int maxMessageBytes() {
        return source.maxMessageBytes() + ROOM_FOR_HEADERS;
    }

    @Override
    public String description() {
        return "What %s could not process of %s: original key and bytes, cause and position in headers."
                .formatted(group, source.name());
    }
}
