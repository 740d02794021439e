package com.lealup.ingest.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.schemas.v1.UsageEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads events as any subscriber may: Kafka's own client, five bytes of header, then Avro by the published schema. */
public final class EventTopic {

    private EventTopic() {}

    /** Everything of one key that stands on the topic, in order within its partition. */
    public static List<ConsumerRecord<byte[], byte[]>> read(String bootstrapServers, String topic, String key) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers);
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions);
            while (end.entrySet().stream().anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records.stream()
                .filter(record -> key.equals(new String(record.key(), UTF_8)))
                .toList();
    }

    public static UsageEvent decode(ConsumerRecord<byte[], byte[]> record) {
        var bytes = ByteBuffer.wrap(record.value());
        if (bytes.get() != 0 || bytes.getInt() <= 0) {
            throw new IllegalArgumentException("not the published wire format");
        }
        try {
            return new SpecificDatumReader<>(UsageEvent.class)
                    .read(null, DecoderFactory.get().binaryDecoder(record.value(), 5, record.value().length - 5, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
