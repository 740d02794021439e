package com.lealup.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.lealup.health.customer.CustomerId;
import com.lealup.health.customer.CustomerKey;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.testing.ApiDescription;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topic;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.CustomerState;
import com.lealup.schemas.v1.CustomerStatus;
import com.lealup.schemas.v1.EventLane;
import com.lealup.schemas.v1.UsageEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests do to the service: send facts, ask over HTTP, look into the database. */
@TestComponent
public class Service implements DisposableBean {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ApiDescription DESCRIPTION = ApiDescription.ofModule("health-service");

    private final AvroCodec codec;
    private final JsonMapper mapper;
    private final Environment environment;
    private final KafkaProducer<byte[], byte[]> producer;
    private final HttpClient http = HttpClient.newHttpClient();

    Service(AvroCodec codec, JsonMapper mapper, Environment environment) {
        this.codec = codec;
        this.mapper = mapper;
        this.environment = environment;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", TestParts.shared().bootstrapServers(),
                        "acks", "all",
                        "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** An answer with its body read as JSON. */
    public record Answer(int status, String text, JsonNode json) {}

    public static CustomerKey newCustomer(Caller caller) {
        return new CustomerKey(caller.tenantId(), new CustomerId(Ulids.next()));
    }

    public static UsageEvent event(CustomerKey customer, String name, Instant at) {
        return event(customer, UUID.randomUUID(), name, at, "ana@acme-test.com", true);
    }

    public static UsageEvent event(
            CustomerKey customer, UUID id, String name, Instant at, String email, boolean repeatable) {
        return UsageEvent.newBuilder()
                .setEventId(id.toString())
                .setTenantId(customer.tenant().toString())
                .setCustomerId(customer.customer().toString())
                .setEventName(name)
                .setOccurredAt(at)
                .setReceivedAt(Instant.now())
                .setUserEmail(email)
                .setProperties("{\"report_type\":\"quarterly\",\"pages\":1.50}")
                .setLane(EventLane.LIVE)
                .setRepeatable(repeatable)
                .setRequestId("01JTEST")
                .build();
    }

    /** An event with properties of its own, {@code {}} for none. */
    public static UsageEvent event(CustomerKey customer, String name, Instant at, String properties) {
        var event = event(customer, name, at);
        event.put("properties", properties);
        return event;
    }

    public void send(CustomerKey customer, UsageEvent... events) {
        send(customer, List.of(events));
    }

    public void send(CustomerKey customer, List<UsageEvent> events) {
        send(Topics.USAGE_EVENTS, customer, events);
    }

    public void send(Topic<UsageEvent> lane, CustomerKey customer, List<UsageEvent> events) {
        events.forEach(event -> append(lane, customer, "usage.event", 0, event));
        producer.flush();
    }

    public void sendBytes(Topic<?> topic, CustomerKey customer, byte[] bytes) {
        var _ = producer.send(
                new ProducerRecord<>(topic.name(), customer.toString().getBytes(UTF_8), bytes));
        producer.flush();
    }

    public byte[] encoded(Topic<?> topic, SpecificRecord value) {
        return codec.encode(topic.name(), value);
    }

    public void fact(Topic<?> topic, CustomerKey customer, String type, long revision, SpecificRecord value) {
        append(topic, customer, type, revision, value);
        producer.flush();
    }

    /** The customer service says that it exists, or since when it does not. */
    public void exists(CustomerKey customer, long revision, Instant deletedAt) {
        fact(Topics.CUSTOMERS, customer, "customer.updated", revision, state(customer, revision, deletedAt));
        await().atMost(PATIENCE)
                .until(() -> 1
                        == count(
                                "select count(*) from customers where customer_id = ? and revision = ?",
                                customer.customer().value(),
                                revision));
    }

    public static CustomerState state(CustomerKey customer, long revision, Instant deletedAt) {
        return CustomerState.newBuilder()
                .setTenantId(customer.tenant().toString())
                .setCustomerId(customer.customer().toString())
                .setRevision(revision)
                .setName("Acme Corp (test)")
                .setStatus(CustomerStatus.ACTIVE)
                .setCustomFields(Map.of())
                .setCreatedAt(Instant.parse("2026-11-01T10:00:00Z"))
                .setUpdatedAt(Instant.parse("2026-11-01T10:00:00Z"))
                .setDeletedAt(deletedAt)
                .build();
    }

    private void append(Topic<?> topic, CustomerKey customer, String type, long revision, SpecificRecord value) {
        var record = new ProducerRecord<>(
                topic.name(), customer.toString().getBytes(UTF_8), codec.encode(topic.name(), value));
        var headers = Map.of(
                "event_id", UUID.randomUUID().toString(),
                "tenant_id", customer.tenant().toString(),
                "event_type", type,
                "revision", Long.toString(revision),
                "request_id", "req-" + customer.customer(),
                "traceparent", Correlation.current().traceparent());
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        var _ = producer.send(record);
    }

    public Answer get(Caller caller, String pathAndQuery) {
        var path = pathAndQuery.replaceFirst("\\?.*", "");
        var token = TestIdentity.token(caller, "health-service", "GET", path);
        return get(pathAndQuery, "Lealup-Identity", token);
    }

    /** Sends a body, or none where it is empty, with further headers. */
    public Answer send(Caller caller, String method, String path, String body, String... headers) {
        var uri = URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port") + path);
        var request = HttpRequest.newBuilder(uri)
                .header("Lealup-Identity", TestIdentity.token(caller, "health-service", method, path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return answer(request.build());
    }

    public Answer get(String pathAndQuery, String... headers) {
        var uri = URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port") + pathAndQuery);
        var request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return answer(request.build());
    }

    /** The lines of an answer as they come; closing it breaks the connection off. */
    public HttpResponse<Stream<String>> lines(Caller caller, String pathAndQuery, String... headers) {
        var path = pathAndQuery.replaceFirst("\\?.*", "");
        var uri = URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port") + pathAndQuery);
        var request = HttpRequest.newBuilder(uri)
                .header("Lealup-Identity", TestIdentity.token(caller, "health-service", "GET", path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer answer(HttpRequest request) {
        try {
            var response = DESCRIPTION.check(http.send(request, HttpResponse.BodyHandlers.ofString()));
            return new Answer(response.statusCode(), response.body(), mapper.readTree(response.body()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until everything on the topic has taken effect. */
    public void awaitConsumed(Topic<?> topic, String group) {
        var ends = ends(topic.name());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    for (var end : ends.entrySet()) {
                        var behind = count(
                                "select count(*) from consumer_offsets where consumer_group = ? and topic = ? and partition = ?"
                                        + " and next_offset >= ?",
                                group,
                                topic.name(),
                                end.getKey().partition(),
                                end.getValue());
                        if (end.getValue() > 0 && behind == 0) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    private static Map<TopicPartition, Long> ends(String topic) {
        try (var consumer = consumer()) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            return new HashMap<>(consumer.endOffsets(partitions));
        }
    }

    /** Every value on a topic with this customer's key, oldest first. */
    public <V extends SpecificRecord> List<V> facts(Topic<V> topic, CustomerKey customer) {
        return records(topic.name(), customer).stream()
                .map(bytes -> codec.decode(topic.name(), bytes, topic.valueType()))
                .toList();
    }

    public List<byte[]> records(String topic, CustomerKey customer) {
        var values = new ArrayList<byte[]>();
        var ends = ends(topic);
        try (var consumer = consumer()) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (customer.toString().equals(new String(record.key(), UTF_8))) {
                        values.add(record.value());
                    }
                }
            }
        }
        return values;
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestParts.shared().bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** A number from the database, seen as a superuser. */
    public long count(String sql, Object... arguments) {
        return Long.parseLong(text(sql, arguments));
    }

    /** One value from the database, seen as a superuser. */
    public String text(String sql, Object... arguments) {
        try (var connection = TestParts.shared().superuser()) {
            connection.setSchema("health");
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < arguments.length; i++) {
                    statement.setObject(i + 1, arguments[i]);
                }
                try (var row = statement.executeQuery()) {
                    return row.next() ? row.getString(1) : null;
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes rows as a superuser. */
    public void run(String sql, Object... arguments) {
        try (var connection = TestParts.shared().superuser()) {
            connection.setSchema("health");
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < arguments.length; i++) {
                    statement.setObject(i + 1, arguments[i]);
                }
                statement.execute();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void destroy() {
        producer.close();
    }
}
