package com.lealup.platform.consumer;

import com.lealup.platform.serde.UndecodableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a topic from its beginning to its end, and on. */
final class FollowedTopic<V extends SpecificRecord> implements TopicView, Runnable {

    private static final Logger log = LoggerFactory.getLogger(FollowedTopic.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final String topic;
    private final ReceivedRecords<V> decoder;
    private final Consumer<Received<V>> apply;
    private final Supplier<KafkaConsumer<byte[], byte[]>> consumers;
    private final CountDownLatch caughtUp = new CountDownLatch(1);

    private volatile boolean running = true;
    private volatile long lastPoll = System.nanoTime();
    private volatile @Nullable KafkaConsumer<byte[], byte[]> open;

    FollowedTopic(
            String topic,
            ReceivedRecords<V> decoder,
            Consumer<Received<V>> apply,
            Supplier<KafkaConsumer<byte[], byte[]>> consumers) {
        this.topic = topic;
        this.decoder = decoder;
        this.apply = apply;
        this.consumers = consumers;
    }

    @Override
    public boolean caughtUp() {
        return caughtUp.getCount() == 0;
    }

    @Override
    public Duration sinceLastPoll() {
        return Duration.ofNanos(System.nanoTime() - lastPoll);
    }

    boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    String topic() {
        return topic;
    }

    void stop() {
        running = false;
        KafkaConsumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public void run() {
        while (running) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumers.get()) {
                open = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                return;
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("topic", topic)
                        .addKeyValue("cause", e.toString())
                        .log("following a topic failed; it is read again from its beginning");
                pause();
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        while (running) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                apply(record);
            }
            if (!caughtUp()
                    && end.entrySet().stream()
                            .allMatch(entry -> consumer.position(entry.getKey()) >= entry.getValue())) {
                caughtUp.countDown();
                log.atInfo().addKeyValue("topic", topic).log("topic read to its end");
            }
            lastPoll = System.nanoTime();
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        try {
            apply.accept(decoder.decode(record));
        } catch (UndecodableException e) {
            log.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("cause", String.valueOf(e.getMessage()))
                    .log("record skipped: it cannot be decoded");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
