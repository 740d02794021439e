package com.lealup.platform.consumer;

import com.lealup.platform.outbox.RawOutbox;
import com.lealup.platform.serde.AvroCodec;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.ExponentialBackOff;

/** One running container for each {@link BatchListener} of the application, and how far each is behind. */
final class ListenerContainers implements SmartLifecycle, MeterBinder {

    private static final String RECORDS_LAG = "records-lag";

    private final Map<String, Object> kafka;
    private final AvroCodec codec;
    private final RawOutbox outbox;
    private final LetterFacts facts;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers;

    ListenerContainers(
            List<BatchListener<?>> listeners,
            Map<String, Object> kafka,
            AvroCodec codec,
            RawOutbox outbox,
            LetterFacts facts,
            String service,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.kafka = kafka;
        this.codec = codec;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.facts = facts;
        var decoders = new ReceivedRecords.Factory(codec);
        var redrive = new Redrive(service, listeners, jdbc, new StoredLetters(jdbc), facts, decoders);
        var running = new ArrayList<ConcurrentMessageListenerContainer<byte[], byte[]>>();
        listeners.forEach(listener -> running.add(container(listener, UnaryOperator.identity())));
        running.add(container(redrive, redrive::notingFailures));
        this.containers = List.copyOf(running);
    }

    private <V extends SpecificRecord> ConcurrentMessageListenerContainer<byte[], byte[]> container(
            BatchListener<V> listener, UnaryOperator<SetAside> unprocessable) {
        var decoder = new ReceivedRecords<>(codec, listener.type());
        var deadLetters = new DeadLetters(listener.group(), decoder, new StoredLetters(jdbc), facts, outbox, clock);
        var offsets = new ConsumerOffsets(jdbc, listener.group(), listener.topic());
        var properties = new ContainerProperties(listener.topic());
        properties.setGroupId(listener.group());
        properties.setClientId(listener.group());
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        // For onlookers: what counts is in the database, and a broker that has just started may be long in taking it.
        properties.setSyncCommits(false);
        properties.setConsumerRebalanceListener(new SeekToStoredOffsets(offsets));
        properties.setMessageListener(
                new TransactionalBatch<>(listener, decoder, offsets, unprocessable.apply(deadLetters), transactions));
        var container = new ConcurrentMessageListenerContainer<>(consumers(listener.maxBatch()), properties);
        container.setBeanName(listener.group());
        container.setConcurrency(listener.concurrency());
        container.setCommonErrorHandler(retryForEver());
        return container;
    }

    private DefaultKafkaConsumerFactory<byte[], byte[]> consumers(int maxBatch) {
        var config = new HashMap<>(kafka);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxBatch);
        // How long the partitions of a process that was killed wait for another one, or for itself started again.
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 8_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        return new DefaultKafkaConsumerFactory<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * What reaches the handler is a failure of the infrastructure. The container pauses, stays in its group, and runs
     * the batch again until it succeeds.
     */
    private static DefaultErrorHandler retryForEver() {
        var backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxInterval(5_000);
        backOff.setMaxElapsedTime(Long.MAX_VALUE);
        var handler = new DefaultErrorHandler(backOff);
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    /**
     * {@code lealup.consumer.lag}: records that Kafka has and the group, as far as it runs here, has not fetched yet.
     */
    @Override
    public void bindTo(MeterRegistry registry) {
        containers.forEach(container -> Gauge.builder("lealup.consumer.lag", container, ListenerContainers::lag)
                .description("Records that the group has not fetched yet, of the partitions it has here")
                .tag("group", String.valueOf(container.getGroupId()))
                .register(registry));
    }

    /** A partition that was never fetched from says nothing yet. */
    private static double lag(ConcurrentMessageListenerContainer<byte[], byte[]> container) {
        return container.metrics().values().stream()
                .flatMap(metrics -> metrics.entrySet().stream())
                .filter(metric -> metric.getKey().name().equals(RECORDS_LAG)
                        && metric.getKey().tags().containsKey("partition"))
                .map(metric -> metric.getValue().metricValue())
                .mapToDouble(value -> value instanceof Double lag && !lag.isNaN() ? lag : 0)
                .sum();
    }

    @Override
    public void start() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
    }

    @Override
    public void stop() {
        containers.forEach(ConcurrentMessageListenerContainer::stop);
    }

    @Override
    public boolean isRunning() {
        return containers.stream().anyMatch(ConcurrentMessageListenerContainer::isRunning);
    }
}
