package com.lealup.ingest.publish;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.util.unit.DataSize;

/** The way to one lane's topic: its own connection, buffer and order, so that one lane's load is not the other's. */
final class LaneProducer implements AutoCloseable {

    private static final int LINGER_MILLIS = 2;
    private static final int BATCH_BYTES = 128 * 1024;

    private final String topic;
    private final KafkaProducer<byte[], byte[]> kafka;

    LaneProducer(String topic, DataSize buffer, Map<String, Object> connection, PublishProperties properties) {
        this.topic = topic;
        var config = new HashMap<>(connection);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, buffer.toBytes());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, properties.maxBlock().toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                properties.requestTimeout().toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                properties.deliveryTimeout().toMillis());
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "ingest-" + topic);
        this.kafka = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    String topic() {
        return topic;
    }

    /** Learns the topic's layout, so that the first request does not wait for it. */
    void warmUp() {
        kafka.partitionsFor(topic);
    }

    void send(ProducerRecord<byte[], byte[]> event, Callback acknowledged) {
        // The callback hears whatever the future would.
        var _ = kafka.send(event, acknowledged);
    }

    @Override
    public void close() {
        kafka.close(Duration.ofSeconds(5));
    }
}
