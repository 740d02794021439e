package com.lealup.load.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic that accepted events are on, as the measured suite's Kafka has it. */
public final class EventTopic implements AutoCloseable {

    static final String NAME = "lealup.usage-events.v1";

    private static final Duration POLL = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** On a broker. */
    public EventTopic(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(NAME).stream()
                .map(partition -> new TopicPartition(NAME, partition.partition()))
                .toList();
        consumer.assign(partitions);
    }

    int partitions() {
        return partitions.size();
    }

    /** How many records were ever put on it; without transactions an offset is a record. */
    public long records() {
        return consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The bytes of records as they are stored, key, value and headers in one: what the reference sends. */
    List<byte[]> sample(int count) {
        var sample = new ArrayList<byte[]>();
        consumer.seekToBeginning(partitions);
        while (sample.size() < count) {
            var records = consumer.poll(POLL);
            if (records.isEmpty()) {
                throw new IllegalStateException("The topic has only " + sample.size() + " of " + count + " records");
            }
            records.forEach(each -> sample.add(whole(each)));
        }
        return List.copyOf(sample.subList(0, count));
    }

    private static byte[] whole(ConsumerRecord<byte[], byte[]> stored) {
        var parts = new ArrayList<byte[]>();
        parts.add(stored.key());
        parts.add(stored.value());
        stored.headers().forEach(header -> {
            parts.add(header.key().getBytes(StandardCharsets.US_ASCII));
            parts.add(header.value());
        });
        var whole = new byte[parts.stream().mapToInt(part -> part.length).sum()];
        var at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
