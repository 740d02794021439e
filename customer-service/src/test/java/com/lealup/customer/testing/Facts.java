package com.lealup.customer.testing;

import com.lealup.platform.identity.TenantId;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads topics the way another team's service does, and writes those that other services own. */
public final class Facts {

    private final String brokers;
    private final AvroCodec codec;

    public Facts(String brokers, AvroCodec codec) {
        this.brokers = brokers;
        this.codec = codec;
    }

    /** A record as it stands on a topic. */
    public record Fact<V>(V value, ConsumerRecord<String, byte[]> record) {

        public String header(String name) {
            return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
        }
    }

    /** What a topic has for a key, committed, in order. */
    public <V extends SpecificRecord> List<Fact<V>> of(Topic<V> topic, String key) {
        return records(topic, key::equals).stream()
                .filter(record -> record.value() != null)
                .map(record -> new Fact<>(codec.decode(topic.name(), record.value(), topic.valueType()), record))
                .toList();
    }

    /** How many tombstones a topic has for a key. */
    public long tombstones(Topic<?> topic, String key) {
        return records(topic, key::equals).stream()
                .filter(record -> record.value() == null)
                .count();
    }

    /** The keys of a workspace's customers on a topic, once for each record. */
    public List<String> keys(Topic<?> topic, TenantId tenant) {
        return records(topic, key -> key.startsWith(tenant + ":")).stream()
                .map(ConsumerRecord::key)
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> records(Topic<?> topic, Predicate<String> wanted) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (wanted.test(record.key())) {
                        records.add(record);
                    }
                }
            }
        }
        return records;
    }

    /** Appends a record as its owner would. */
    public <V extends SpecificRecord> void append(Topic<V> topic, String key, V value) {
        append(topic.name(), key, codec.encode(topic.name(), value));
    }

    /** Appends bytes as they are. */
    public void append(String topic, String key, byte[] value) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
