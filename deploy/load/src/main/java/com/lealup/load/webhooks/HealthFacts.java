package com.lealup.load.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.ulid.UlidCreator;
import com.lealup.load.suite.Suite;
import com.lealup.schemas.GeneratedTypes;
import com.lealup.schemas.Topics;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts changes of scores on their topic as the relay of health-service does, so that health-service is not what is
 * measured. The customers are made up: nobody looks them up on the way. Not thread-safe.
 */
public final class HealthFacts implements AutoCloseable {

    private static final int CUSTOMERS = 1000;

    private final KafkaProducer<byte[], byte[]> kafka;
    private final FactBytes bytes;
    private final Messages messages;
    private final InstantSource clock = InstantSource.system();
    private final LongAdder refused = new LongAdder();
    private final List<String> customers = IntStream.range(0, CUSTOMERS)
            .mapToObj(_ -> UlidCreator.getUlid().toString())
            .toList();

    private HealthFacts(KafkaProducer<byte[], byte[]> kafka, FactBytes bytes, Messages messages) {
        this.kafka = kafka;
        this.bytes = bytes;
        this.messages = messages;
    }

    /** For a running suite. */
    public static HealthFacts of(Suite suite, Messages messages) {
        GeneratedTypes.trust();
        var kafka = new KafkaProducer<>(
                Map.<String, Object>ofEntries(
                        Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + suite.port("kafka")),
                        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                        Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                        // When Kafka comes back, how soon this producer notices is not what is measured.
                        Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100),
                        Map.entry(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 100),
                        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
                        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 300_000)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        return new HealthFacts(kafka, new FactBytes(FactSchema.contentId(suite.port("registry"))), messages);
    }

    /** Sends one that becomes one message for an endpoint. */
    public void send(Endpoint endpoint) {
        var number = messages.next(endpoint.index());
        var customer = customers.get(number % CUSTOMERS);
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var record = new ProducerRecord<>(
                Topics.HEALTH_CHANGES.name(),
                (endpoint.tenant() + ":" + customer).getBytes(UTF_8),
                bytes.of(endpoint.tenant(), customer, number, at));
        header(record, "event_id", UlidCreator.getUlid().toUuid().toString());
        header(record, "tenant_id", endpoint.tenant());
        header(record, "event_type", "health.changed");
        header(record, "revision", "2");
        var _ = kafka.send(record, (stored, fault) -> {
            if (fault == null) {
                // A broker that had it already, from before it was killed, does not say since when.
                messages.appended(number, stored.timestamp() > 0 ? stored.timestamp() : clock.millis());
            } else {
                refused.increment();
            }
        });
    }

    /** Waits until Kafka has all of them. */
    public void flush() {
        kafka.flush();
    }

    /** How many Kafka did not acknowledge. */
    public long refused() {
        return refused.sum();
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(new RecordHeader(name, value.getBytes(UTF_8)));
    }

    @Override
    public void close() {
        kafka.close();
    }
}
