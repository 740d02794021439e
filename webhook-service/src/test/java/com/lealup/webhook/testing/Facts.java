package com.lealup.webhook.testing;

import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topic;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.Actor;
import com.lealup.schemas.v1.ActorType;
import com.lealup.schemas.v1.Contribution;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerChangeType;
import com.lealup.schemas.v1.CustomerState;
import com.lealup.schemas.v1.CustomerStatus;
import com.lealup.schemas.v1.DimensionScore;
import com.lealup.schemas.v1.ErasureAck;
import com.lealup.schemas.v1.ErasureCause;
import com.lealup.schemas.v1.ErasureRequest;
import com.lealup.schemas.v1.HealthCause;
import com.lealup.schemas.v1.HealthChange;
import com.lealup.schemas.v1.HealthScore;
import com.lealup.schemas.v1.HealthStatus;
import com.lealup.schemas.v1.SegmentState;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes the facts that the other services publish, as they do. */
public final class Facts implements AutoCloseable {

    private final AvroCodec codec;
    private final KafkaProducer<String, byte[]> producer;
    private final TenantId tenant;
    private final String bootstrapServers;

    public Facts(AvroCodec codec, String bootstrapServers, TenantId tenant) {
        this.bootstrapServers = bootstrapServers;
        this.codec = codec;
        this.tenant = tenant;
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** A customer's state to make facts of. */
    public CustomerState.Builder customer(String id) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return CustomerState.newBuilder()
                .setTenantId(tenant.toString())
                .setCustomerId(id)
                .setRevision(1)
                .setName("Acme Corp (Zoë 🚀)")
                .setEmailDomain("acme-test.com")
                .setArr(new BigDecimal("50000.00"))
                .setOwnerId(Ulids.format(Ulids.next()))
                .setOwnerEmail("ana@acme-cs.example")
                .setStatus(CustomerStatus.ACTIVE)
                .setRenewalDate(LocalDate.of(2027, 4, 15))
                .setCustomFields(Map.of("seats", "12.50", "region", "\"EMEA\""))
                .setCreatedAt(now)
                .setUpdatedAt(now)
                .setDeletedAt(null);
    }

    /** A new customer, created. */
    public String customerCreated() {
        var id = Ulids.format(Ulids.next());
        changed(CustomerChangeType.CREATED, null, customer(id).build());
        return id;
    }

    /** A segment as customer-service publishes it. */
    public void segment(String id, long revision, String filter) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var state = SegmentState.newBuilder()
                .setTenantId(tenant.toString())
                .setSegmentId(id)
                .setRevision(revision)
                .setName("Segment " + id)
                .setFilter(filter)
                .setCreatedAt(now)
                .setUpdatedAt(now)
                .build();
        send(Topics.SEGMENTS.name(), id, Ulids.next(), "segment.updated", state);
    }

    /** A segment that was deleted. */
    public void noSegment(String id) {
        send(Topics.SEGMENTS.name(), id, Ulids.next(), "segment.deleted", null);
    }

    public UUID changed(CustomerChangeType type, CustomerState before, CustomerState after) {
        var eventId = Ulids.next();
        publish(eventId, change(eventId, type, before, after));
        return eventId;
    }

    public CustomerChange change(UUID eventId, CustomerChangeType type, CustomerState before, CustomerState after) {
        return CustomerChange.newBuilder()
                .setChangeId(Ulids.format(eventId))
                .setTenantId(tenant.toString())
                .setCustomerId(after.getCustomerId())
                .setRevision(after.getRevision())
                .setType(type)
                .setBefore(before)
                .setAfter(after)
                .setActor(Actor.newBuilder()
                        .setType(ActorType.API_KEY)
                        .setId(Ulids.format(Ulids.next()))
                        .setName("quickstart")
                        .build())
                .setRequestId("req-1")
                .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .build();
    }

    public void publish(UUID eventId, CustomerChange change) {
        send(
                Topics.CUSTOMER_CHANGES.name(),
                change.getCustomerId(),
                eventId,
                "customer." + change.getType().name().toLowerCase(Locale.ROOT),
                change);
    }

    public HealthScore score(String customer, int score, HealthStatus status) {
        return HealthScore.newBuilder()
                .setTenantId(tenant.toString())
                .setCustomerId(customer)
                .setRevision(1)
                .setScore(score)
                .setExact(new BigDecimal(score + ".40"))
                .setStatus(status)
                .setDimensions(List.of(DimensionScore.newBuilder()
                        .setName("usage")
                        .setValue(new BigDecimal("64.750000"))
                        .setWeight(new BigDecimal("0.4000"))
                        .build()))
                .setModelVersion(1)
                .setScoredAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .build();
    }

    public void healthChanged(HealthScore before, HealthScore after, HealthCause cause) {
        healthChanged(before, after, cause, null);
    }

    /** A change that may be a sharp drop. */
    public void healthChanged(HealthScore before, HealthScore after, HealthCause cause, @Nullable Integer droppedFrom) {
        var eventId = Ulids.next();
        var change = HealthChange.newBuilder()
                .setSharpDropFrom(droppedFrom)
                .setChangeId(Ulids.format(eventId))
                .setTenantId(tenant.toString())
                .setCustomerId(after.getCustomerId())
                .setRevision(2)
                .setBefore(before)
                .setAfter(after)
                .setCause(cause)
                .setContributions(List.of(Contribution.newBuilder()
                        .setSignal("recency")
                        .setDimension("usage")
                        .setCause(cause)
                        .setPoints(new BigDecimal("-3.50"))
                        .build()))
                .setSentence("The score fell because the customer was less active.")
                .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .build();
        send(Topics.HEALTH_CHANGES.name(), after.getCustomerId(), eventId, "health.changed", change);
    }

    /** As customer-service says that a customer is gone for good. */
    public void erase(String customer) {
        var id = Ulids.next();
        var request = ErasureRequest.newBuilder()
                .setErasureId(Ulids.format(id))
                .setTenantId(tenant.toString())
                .setCustomerId(customer)
                .setCause(ErasureCause.REQUESTED)
                .setActor(Actor.newBuilder()
                        .setType(ActorType.API_KEY)
                        .setId(Ulids.format(Ulids.next()))
                        .setName("quickstart")
                        .build())
                .setRequestId("req-9")
                .setRequestedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .build();
        send(Topics.ERASURES.name(), customer, id, "customer.erased", request);
    }

    /** What the service acknowledged about a customer. */
    public List<ErasureAck> acks(String customer) {
        var topic = Topics.ERASURE_ACKS;
        var acks = new ArrayList<ErasureAck>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = partitions(topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(tenant + ":" + customer)) {
                        acks.add(codec.decode(topic.name(), record.value(), ErasureAck.class));
                    }
                });
            }
        }
        return acks;
    }

    /** Where the topics end. */
    public Map<TopicPartition, Long> ends(Topic<?>... topics) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(Stream.of(topics)
                    .flatMap(topic -> partitions(topic).stream())
                    .toList());
        }
    }

    private static List<TopicPartition> partitions(Topic<?> topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
    }

    private void send(String topic, String id, UUID eventId, String type, @Nullable SpecificRecord value) {
        var record = new ProducerRecord<>(topic, tenant + ":" + id, value == null ? null : codec.encode(topic, value));
        record.headers().add("event_id", bytes(eventId.toString()));
        record.headers().add("tenant_id", bytes(tenant.toString()));
        record.headers().add("event_type", bytes(type));
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
