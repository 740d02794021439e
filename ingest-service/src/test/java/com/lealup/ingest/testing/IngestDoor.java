package com.lealup.ingest.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.ingest.IngestService;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.testing.ApiDescription;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.CustomerState;
import com.lealup.schemas.v1.CustomerStatus;
import com.lealup.schemas.v1.UsageEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running service over real parts, and a client of it. */
@SpringBootTest(classes = IngestService.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class IngestDoor {

    protected static final CustomerServiceDouble CUSTOMER_SERVICE = new CustomerServiceDouble();
    protected static final TestParts PARTS = TestParts.shared();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ApiDescription DESCRIPTION = ApiDescription.ofModule("ingest-service");
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private AvroCodec codec;

    @LocalServerPort
    private int port;

    protected final Caller caller = TestIdentity.caller("events:write");

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        PARTS.properties("ingest").forEach((name, value) -> registry.add(name, () -> value));
        TestIdentity.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("lealup.customer-service.url", CUSTOMER_SERVICE::url);
        registry.add("management.server.port", () -> "0");
    }

    /** A customer of the caller's workspace that the customer service knows and the topic does not. */
    protected String createCustomer() {
        var id = Ulids.format(Ulids.next());
        CUSTOMER_SERVICE.knows(id, "active");
        return id;
    }

    protected HttpResponse<byte[]> post(String body, String... headers) {
        return post("/v1/events", body.getBytes(UTF_8), headers);
    }

    protected HttpResponse<byte[]> post(String path, byte[] body, String... headers) {
        return post(caller, path, body, headers);
    }

    protected HttpResponse<byte[]> post(Caller as, String path, byte[] body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Lealup-Identity", TestIdentity.token(as, "ingest-service", "POST", path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (var i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    protected HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return DESCRIPTION.check(HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    protected static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), UTF_8);
    }

    protected static JsonNode json(HttpResponse<byte[]> response) {
        return JSON.readTree(response.body());
    }

    protected static String event(String customerId, String members) {
        return "{\"customer_id\":\"" + customerId + "\",\"event_name\":\"opened\"" + members + "}";
    }

    protected static String batch(String... events) {
        return "{\"events\":[" + String.join(",", events) + "]}";
    }

    protected List<ConsumerRecord<byte[], byte[]>> records(String topic, String customerId) {
        return EventTopic.read(PARTS.bootstrapServers(), topic, caller.tenantId() + ":" + customerId);
    }

    protected List<UsageEvent> stored(String customerId) {
        return records(Topics.USAGE_EVENTS.name(), customerId).stream()
                .map(EventTopic::decode)
                .toList();
    }

    /** Publishes a customer's state as the customer service does; null erases it. */
    protected void publish(String customerId, Instant deletedAt) {
        var state = CustomerState.newBuilder()
                .setTenantId(caller.tenantId().toString())
                .setCustomerId(customerId)
                .setRevision(deletedAt == null ? 1 : 2)
                .setName("Acme")
                .setStatus(CustomerStatus.ACTIVE)
                .setCustomFields(Map.of())
                .setCreatedAt(Instant.EPOCH)
                .setUpdatedAt(Instant.EPOCH)
                .setDeletedAt(deletedAt)
                .build();
        var topic = Topics.CUSTOMERS.name();
        var key = (caller.tenantId() + ":" + customerId).getBytes(UTF_8);
        Map<String, Object> config = Map.of("bootstrap.servers", PARTS.bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, codec.encode(topic, state)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
