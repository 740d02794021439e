package com.lealup.ingest.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.ingest.batch.Lane;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.outbox.RecordHeaders;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.serde.RegistryUnavailableException;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.EventLane;
import com.lealup.schemas.v1.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Puts accepted events on their lane's topic and waits until Kafka has them. */
@Component
class EventPublisher implements EventLog, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
    private static final byte[] EVENT_TYPE = "usage.event".getBytes(UTF_8);

    private final AvroCodec codec;
    private final InstantSource clock;
    private final Duration patience;
    private final Duration sendingTime;
    private final Map<Lane, LaneProducer> producers = new EnumMap<>(Lane.class);
    private final KafkaWatch watch;
    private volatile boolean running;

    EventPublisher(KafkaProperties kafka, AvroCodec codec, PublishProperties properties, InstantSource clock) {
        this.clock = clock;
        this.codec = codec;
        this.patience = properties.patience();
        this.sendingTime = properties.sendingTime();
        var connection = kafka.buildProducerProperties();
        producers.put(
                Lane.LIVE,
                new LaneProducer(Topics.USAGE_EVENTS.name(), properties.liveBuffer(), connection, properties));
        producers.put(
                Lane.BACKFILL,
                new LaneProducer(
                        Topics.USAGE_EVENTS_BACKFILL.name(), properties.backfillBuffer(), connection, properties));
        this.watch = new KafkaWatch(kafka.buildAdminProperties(), this::warmUp, properties);
    }

    @Override
    public Publication publish(Lane lane, TenantId tenantId, Instant receivedAt, List<AcceptedEvent> events) {
        if (events.isEmpty()) {
            return new Publication.Stored();
        }
        if (watch.away()) {
            return new Publication.NotTried();
        }
        var correlation = Correlation.current();
        var acknowledgements = new Acknowledgements(events.size());
        var sendUntil = receivedAt.plus(sendingTime);
        for (var position = 0; position < events.size(); position++) {
            var fault = acknowledgements.failure();
            if (fault == null && clock.instant().isBefore(sendUntil)) {
                var record = record(lane, tenantId, receivedAt, correlation, events.get(position));
                send(lane, record, correlation, acknowledgements, position);
            } else {
                // Each further event would wait for the same full buffer.
                acknowledgements.failed(fault == null ? new BufferExhaustedException("sending took too long") : fault);
            }
        }
        return await(acknowledgements, events);
    }

    private void send(
            Lane lane, UsageEvent record, Correlation correlation, Acknowledgements acknowledgements, int position) {
        var producer = producer(lane);
        try {
            var key = record.getTenantId() + ":" + record.getCustomerId();
            var event = new ProducerRecord<byte[], byte[]>(
                    producer.topic(), key.getBytes(UTF_8), codec.encode(producer.topic(), record));
            event.headers()
                    .add(RecordHeaders.EVENT_ID, record.getEventId().getBytes(UTF_8))
                    .add(RecordHeaders.TENANT_ID, record.getTenantId().getBytes(UTF_8))
                    .add(RecordHeaders.EVENT_TYPE, EVENT_TYPE)
                    .add(RecordHeaders.REQUEST_ID, record.getRequestId().getBytes(UTF_8))
                    .add(RecordHeaders.TRACEPARENT, correlation.traceparent().getBytes(UTF_8));
            producer.send(event, acknowledgements.of(position));
        } catch (RegistryUnavailableException | KafkaException unsent) {
            acknowledgements.failed(unsent);
        }
    }

    private Publication await(Acknowledgements acknowledgements, List<AcceptedEvent> events) {
        try {
            var answered = acknowledgements.await(patience);
            var fault = acknowledgements.failure();
            if (answered && fault == null) {
                return new Publication.Stored();
            }
            lost(fault == null ? new TimeoutException("no acknowledgement") : fault);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return new Publication.Failed(acknowledgements.stored().stream()
                .map(position -> events.get(position).event().index())
                .toList());
    }

    private void lost(Exception fault) {
        LOG.atWarn().addKeyValue("cause", fault.toString()).log("events were not acknowledged");
        // A lane that has no room, or a busy machine, says nothing about Kafka nor about the other lane.
        if (fault instanceof RetriableException && !(fault instanceof BufferExhaustedException)) {
            watch.lost(fault);
        }
    }

    private static UsageEvent record(
            Lane lane, TenantId tenantId, Instant receivedAt, Correlation correlation, AcceptedEvent accepted) {
        var event = accepted.event();
        return UsageEvent.newBuilder()
                .setEventId(accepted.eventId().toString())
                .setTenantId(tenantId.toString())
                .setCustomerId(event.customerId().toString())
                .setExternalId(event.externalId())
                .setEventName(event.name())
                .setOccurredAt(event.occurredAt())
                .setReceivedAt(receivedAt)
                .setUserEmail(event.userEmail())
                .setUserExternalId(event.userExternalId())
                .setProperties(event.properties())
                .setLane(
                        switch (lane) {
                            case LIVE -> EventLane.LIVE;
                            case BACKFILL -> EventLane.BACKFILL;
                        })
                .setRepeatable(accepted.repeatable())
                .setRequestId(correlation.requestId())
                .build();
    }

    private LaneProducer producer(Lane lane) {
        return Objects.requireNonNull(producers.get(lane));
    }

    private void warmUp() {
        producers.values().forEach(LaneProducer::warmUp);
    }

    @Override
    public void start() {
        running = true;
        watch.start();
    }

    @Override
    public void stop() {
        running = false;
        watch.close();
        producers.values().forEach(LaneProducer::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Its producers are closed for good. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    /** Before the web server takes requests, and after it has answered the last. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 200;
    }
}
