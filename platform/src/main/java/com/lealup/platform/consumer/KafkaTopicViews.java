package com.lealup.platform.consumer;

import com.lealup.platform.serde.AvroCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.SmartLifecycle;

/** Starts the followed topics with the application and holds it back until each has been read to its end. */
final class KafkaTopicViews implements TopicViews, SmartLifecycle {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final Map<String, Object> kafka;
    private final AvroCodec codec;
    private final List<FollowedTopic<?>> topics = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    KafkaTopicViews(Map<String, Object> kafka, AvroCodec codec) {
        this.kafka = kafka;
        this.codec = codec;
    }

    @Override
    public <V extends SpecificRecord> TopicView follow(String topic, Class<V> type, Consumer<Received<V>> apply) {
        var followed = new FollowedTopic<>(topic, new ReceivedRecords<>(codec, type), apply, this::consumer);
        topics.add(followed);
        return followed;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var config = new HashMap<>(kafka);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void start() {
        running = true;
        topics.forEach(topic ->
                Thread.ofPlatform().daemon().name("view " + topic.topic()).start(topic));
        topics.forEach(KafkaTopicViews::await);
    }

    private static void await(FollowedTopic<?> topic) {
        try {
            if (!topic.awaitCaughtUp(LONGEST_START)) {
                throw new IllegalStateException("Topic " + topic.topic() + " could not be read to its end within "
                        + LONGEST_START + ". Is Kafka up, and did the deployment make the topics?");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading topic " + topic.topic(), e);
        }
    }

    @Override
    public void stop() {
        running = false;
        topics.forEach(FollowedTopic::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the schema ids, before the web server. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 100;
    }
}
