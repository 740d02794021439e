package com.lealup.gateway.access;

import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.ApiKeyFact;
import com.lealup.schemas.v1.KeysHeartbeat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Writes a heartbeat when the keys topic has been without one for a while. Every gateway listens before it speaks, each
 * for a slightly different while, so that about one of them writes, whoever is alive, without a leader to elect and
 * without Postgres. The record goes past the outbox for that reason; it tells no fact.
 */
@Component
class HeartbeatPublisher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HeartbeatPublisher.class);
    private static final byte[] RECORD_KEY = "heartbeat".getBytes(StandardCharsets.UTF_8);

    private final KafkaProperties kafka;
    private final AvroCodec codec;
    private final RecordMac mac;
    private final Heartbeats heartbeats;
    private final Freshness freshness;
    private final InstantSource clock;
    private final Duration interval;

    private volatile boolean running;
    private @Nullable Thread thread;

    HeartbeatPublisher(
            KafkaProperties kafka,
            AvroCodec codec,
            RecordMac mac,
            Heartbeats heartbeats,
            Freshness freshness,
            KeysProperties properties,
            InstantSource clock) {
        this.kafka = kafka;
        this.codec = codec;
        this.mac = mac;
        this.heartbeats = heartbeats;
        this.freshness = freshness;
        this.clock = clock;
        this.interval = properties.heartbeat();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("keys-heartbeat").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try (var producer = producer()) {
            while (running) {
                var wait = patience().minus(freshness.sinceLastHeartbeat());
                if (wait.isPositive()) {
                    Thread.sleep(wait);
                } else {
                    write(producer);
                    // Until it is back on the topic, or lost: one at a time.
                    Thread.sleep(interval);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration patience() {
        long nanos = interval.toNanos();
        return Duration.ofNanos(nanos + ThreadLocalRandom.current().nextLong(nanos / 3 + 1));
    }

    private void write(KafkaProducer<byte[], byte[]> producer) throws InterruptedException {
        try {
            var topic = Topics.API_KEYS.name();
            producer.send(new ProducerRecord<>(topic, RECORD_KEY, codec.encode(topic, fact())))
                    .get();
        } catch (ExecutionException | RuntimeException e) {
            log.atDebug().addKeyValue("cause", e.toString()).log("heartbeat not written; tried again");
        }
    }

    private ApiKeyFact fact() {
        long sequence = heartbeats.nextSequence();
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return ApiKeyFact.newBuilder()
                .setFact(KeysHeartbeat.newBuilder()
                        .setSequence(sequence)
                        .setAt(at)
                        .build())
                .setMac(ByteBuffer.wrap(mac.sign(sequence, at)))
                .build();
    }

    private KafkaProducer<byte[], byte[]> producer() {
        var config = new HashMap<>(kafka.buildProducerProperties());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // A late heartbeat is worth nothing: what Kafka does not take soon is dropped.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_500);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2_000);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
