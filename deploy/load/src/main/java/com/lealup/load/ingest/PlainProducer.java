package com.lealup.load.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The reference, which does what Kafka's ProducerPerformance does: one thread that sends values as fast as they are
 * taken, without keys or headers, and counts what was acknowledged. The values have the bytes of whole stored events,
 * so size and compressibility are theirs; acks, compression, linger and batch size are those of the service.
 */
final class PlainProducer implements AutoCloseable {

    private static final String TOPIC = "bench.plain-producer";

    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> kafka;
    private final List<byte[]> values;

    PlainProducer(String bootstrap, int partitions, List<byte[]> values) {
        this.values = values;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
        try {
            admin.createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        this.kafka = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        2,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 * 1024,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The mean size of what it sends. */
    double recordBytes() {
        return values.stream().mapToInt(value -> value.length).average().orElseThrow();
    }

    /** Sends for this long, waits for the last acknowledgement, and says how many came and how long all took. */
    Sent send(Duration time) {
        var acknowledged = new LongAdder();
        var failed = new LongAdder();
        var start = System.nanoTime();
        for (var i = 0; System.nanoTime() - start < time.toNanos(); i = i + 1 == values.size() ? 0 : i + 1) {
            var _ = kafka.send(
                    new ProducerRecord<>(TOPIC, values.get(i)),
                    (_, fault) -> (fault == null ? acknowledged : failed).increment());
        }
        kafka.flush();
        if (failed.sum() > 0) {
            throw new IllegalStateException("Kafka did not take " + failed.sum() + " records of the reference");
        }
        return new Sent(acknowledged.sum(), Duration.ofNanos(System.nanoTime() - start));
    }

    /** What was acknowledged. */
    record Sent(long records, Duration elapsed) {

        double perSecond() {
            return records / (elapsed.toNanos() / 1e9);
        }
    }

    @Override
    public void close() {
        kafka.close();
        var _ = admin.deleteTopics(List.of(TOPIC));
        admin.close();
    }
}
