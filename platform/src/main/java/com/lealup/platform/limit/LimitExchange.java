package com.lealup.platform.limit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.serde.RegistryUnavailableException;
import com.lealup.platform.serde.UndecodableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries reports to the other instances and back, by a topic that each reads whole. A report that Kafka does not take
 * within two seconds is dropped: what it would say later is no longer true. Without Kafka each instance counts alone.
 */
final class LimitExchange<V extends SpecificRecord> implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LimitExchange.class);

    /** As long as it takes a bucket that is deepest in debt to be full again: see {@link Limit}. */
    private static final Duration RECALLED = Duration.ofMinutes(2);

    private static final Duration LONGEST_START = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LimitTopic<V> topic;
    private final Reporting reporting;
    private final AvroCodec codec;
    private final Map<String, Object> producerConfig;
    private final Map<String, Object> consumerConfig;
    private final InstantSource clock;
    private final TopicPartition partition;
    private final CountDownLatch recalled = new CountDownLatch(1);

    private volatile boolean running;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> open;
    private @Nullable ScheduledExecutorService ticker;
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private long position = -1;

    LimitExchange(
            LimitTopic<V> topic,
            Reporting reporting,
            AvroCodec codec,
            Map<String, Object> producerConfig,
            Map<String, Object> consumerConfig,
            InstantSource clock) {
        this.topic = topic;
        this.reporting = reporting;
        this.codec = codec;
        this.producerConfig = producing(producerConfig);
        this.consumerConfig = consuming(consumerConfig);
        this.clock = clock;
        this.partition = new TopicPartition(topic.name(), 0);
    }

    private static Map<String, Object> producing(Map<String, Object> kafka) {
        var config = new HashMap<>(kafka);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2000);
        return config;
    }

    private static Map<String, Object> consuming(Map<String, Object> kafka) {
        var config = new HashMap<>(kafka);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        return config;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("limits of others").start(this::listen);
        var executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("limits to others").factory());
        var _ = executor.scheduleWithFixedDelay(this::tick, 0, Reporting.TICK.toMillis(), TimeUnit.MILLISECONDS);
        ticker = executor;
        try {
            if (!recalled.await(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS)) {
                log.atWarn()
                        .addKeyValue("topic", topic.name())
                        .log("What others took is not known yet; limits begin full");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        try {
            reporting.due().ifPresent(this::send);
        } catch (KafkaException | RegistryUnavailableException e) {
            // Said once by whoever misses its own reports; this comes ten times a second.
            log.atDebug().addKeyValue("cause", e.toString()).log("A report of limits was dropped");
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("Reporting of limits failed");
        }
    }

    private synchronized void send(UsageReport report) {
        if (!running) {
            return;
        }
        if (producer == null) {
            producer = new KafkaProducer<>(producerConfig, new ByteArraySerializer(), new ByteArraySerializer());
        }
        send(report, producer);
    }

    private void send(UsageReport report, KafkaProducer<byte[], byte[]> to) {
        var key = report.instance().getBytes(US_ASCII);
        var value = codec.encode(topic.name(), topic.write().apply(report));
        var _ = to.send(new ProducerRecord<>(topic.name(), 0, key, value));
    }

    private void listen() {
        while (running) {
            try (var consumer =
                    new KafkaConsumer<>(consumerConfig, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                open = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                return;
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("topic", topic.name())
                        .addKeyValue("cause", e.toString())
                        .log("Following the limits of others failed; it is tried again");
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.assign(List.of(partition));
        var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        consumer.seek(partition, position >= 0 ? position : beginning(consumer, end));
        while (running) {
            // What stood there at the start is memory; what comes after that is news.
            if (recalled.getCount() > 0 && consumer.position(partition) >= end) {
                recalled.countDown();
            }
            for (var record : consumer.poll(POLL)) {
                take(record, record.offset() < end && recalled.getCount() > 0);
                position = record.offset() + 1;
            }
        }
    }

    private long beginning(KafkaConsumer<byte[], byte[]> consumer, long end) {
        var since = clock.millis() - RECALLED.toMillis();
        var found = consumer.offsetsForTimes(Map.of(partition, since)).get(partition);
        return found == null ? end : found.offset();
    }

    private void take(ConsumerRecord<byte[], byte[]> record, boolean old) {
        try {
            var report = topic.read().apply(codec.decode(topic.name(), record.value(), topic.type()));
            if (old) {
                reporting.recall(report, record.timestamp());
            } else {
                reporting.hear(report);
            }
        } catch (UndecodableException | IllegalArgumentException e) {
            log.atWarn()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("cause", String.valueOf(e.getMessage()))
                    .log("record skipped: it cannot be decoded");
        }
    }

    @Override
    public void stop() {
        running = false;
        if (ticker != null) {
            ticker.shutdownNow();
        }
        KafkaConsumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        sayLast();
    }

    private synchronized void sayLast() {
        var closing = producer;
        producer = null;
        if (closing == null) {
            return;
        }
        try {
            send(reporting.last(), closing);
        } catch (KafkaException | RegistryUnavailableException e) {
            log.atDebug().addKeyValue("cause", e.toString()).log("The last report of limits was dropped");
        }
        closing.close(Duration.ofSeconds(1));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the topics held in memory, before the web server. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 200;
    }
}
