package com.lealup.ingest.limit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.ingest.IngestService;
import com.lealup.ingest.testing.IngestDoor;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.WorkspaceEnvironment;
import com.lealup.schemas.v1.WorkspaceState;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Two doors with small limits: 600 events a minute in the smallest plan. */
class EventLimitsIT extends IngestDoor {

    private static final Map<String, String> LIMITS =
            Map.of("lealup.limits.events-per-minute.starter", "600", "lealup.limits.test-percent", "100");

    private static ConfigurableApplicationContext second;
    private static int secondPort;

    @Autowired
    private AvroCodec avro;

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void limits(DynamicPropertyRegistry registry) {
        LIMITS.forEach((name, value) -> registry.add(name, () -> value));
    }

    @BeforeAll
    static void startAnother() {
        var properties = new HashMap<>(properties());
        properties.putAll(LIMITS);
        properties.put("server.port", "0");
        second = new SpringApplicationBuilder(IngestService.class)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
        secondPort = second.getEnvironment().getProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stopIt() {
        second.close();
    }

    @Test
    void chargesForWhatItStoresAndNotForWhatItRejects() {
        var caller = TestIdentity.caller("events:write");
        var customer = createCustomer();

        var response = send(caller, batch(event(customer, ""), event(customer, ",\"user_email\":\"x\""), "7"));

        assertThat(json(response).get("accepted").asInt()).isEqualTo(1);
        assertThat(response.headers().allValues("RateLimit-Policy")).containsExactly("\"events\";q=600;w=60");
        // One was taken, and one is left to the other door until it has been heard of.
        assertThat(remaining(response)).isBetween(595L, 599L);
        // The older fields speak of requests.
        assertThat(response.headers().firstValue("X-RateLimit-Limit")).isEmpty();
        assertThat(remaining(send(caller, batch(event(Ulids.format(Ulids.next()), "")))))
                .isBetween(595L, 600L);
    }

    @Test
    void storesNothingOfABatchThatIsTooMuchAndKeepsItsWordAboutWhenToComeBack() {
        // Given
        var caller = TestIdentity.caller("events:write");
        var customer = createCustomer();
        awaitSharing();
        var first = drain(caller, customer);

        // Then
        assertThat(first.statusCode()).isEqualTo(429);
        var problem = json(first);
        assertThat(problem.get("code").asString()).isEqualTo("rate_limited");
        assertThat(problem.at("/violated_policies/0").asString()).isEqualTo("events");
        assertThat(first.headers().firstValue("X-RateLimit-Limit")).contains("600");
        var retryAfter =
                Long.parseLong(first.headers().firstValue("Retry-After").orElseThrow());
        assertThat(first.headers().firstValue("RateLimit").orElseThrow()).endsWith(";t=" + retryAfter);

        // When
        var come = Instant.now().plusSeconds(retryAfter);
        await().atMost(Duration.ofSeconds(60)).until(() -> Instant.now().isAfter(come));

        // Then
        assertThat(send(caller, batch(hundred(customer, ""))).statusCode()).isEqualTo(202);
    }

    @Test
    void givesTheAnswerThatIsThereToARetryEvenWhenNothingIsLeft() {
        var caller = TestIdentity.caller("events:write");
        var customer = createCustomer();
        var body = batch(event(customer, ""));
        var first = send(caller, body, "Idempotency-Key", "k-1");
        assertThat(first.statusCode()).isEqualTo(202);
        drain(caller, customer);
        // What a hundred find too little is taken one by one.
        for (int i = 0; i < 5000 && send(caller, body).statusCode() == 202; i++) {}

        var again = send(caller, body, "Idempotency-Key", "k-1");

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        var key = refusedKey(caller, customer);
        // A refusal is not an answer that is kept.
        assertThat(send(caller, batch(hundred(customer, "")), "Idempotency-Key", key)
                        .headers()
                        .firstValue("Idempotent-Replayed"))
                .isEmpty();
    }

    @Test
    void letsHistoryTakeNothingFromWhatHappensNow() {
        var caller = TestIdentity.caller("events:write");
        var customer = createCustomer();
        HttpResponse<byte[]> answer;
        do {
            answer = post(
                    caller, "/v1/events/backfill", batch(hundred(customer, "")).getBytes(UTF_8));
        } while (answer.statusCode() == 202);

        assertThat(json(answer).at("/violated_policies/0").asString()).isEqualTo("backfill");
        assertThat(send(caller, batch(hundred(customer, ""))).statusCode()).isEqualTo(202);
    }

    @Test
    void takesABatchThatIsLargerThanTheBucketWhenItIsFull() {
        var caller = TestIdentity.caller("events:write");
        var customer = createCustomer();
        var events = new String[1000];
        java.util.Arrays.fill(events, event(customer, ""));

        assertThat(send(caller, batch(events)).statusCode()).isEqualTo(202);
        assertThat(send(caller, batch(event(customer, ""))).statusCode()).isEqualTo(429);
    }

    @Test
    void limitsNobodyWhosePlanHasNoLimit() {
        var caller = TestIdentity.caller("events:write");
        var customer = createCustomer();
        publishPlan(caller, com.lealup.schemas.v1.Plan.UNLIMITED);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> send(caller, batch(event(customer, "")))
                        .headers()
                        .firstValue("RateLimit")
                        .isEmpty());
        for (int i = 0; i < 10; i++) {
            assertThat(send(caller, batch(hundred(customer, ""))).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void takesAsManyThroughTwoDoorsAsThroughOne() {
        // Given
        var caller = TestIdentity.caller("events:write");
        var customer = createCustomer();
        awaitSharing();
        var stored = new AtomicInteger();
        var began = Instant.now();
        var end = began.plusSeconds(6);
        var events = new String[5];
        java.util.Arrays.fill(events, event(customer, ""));
        var body = batch(events).getBytes(UTF_8);

        // When
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> send(port(), caller, body, end, stored)),
                        CompletableFuture.runAsync(() -> send(secondPort, caller, body, end, stored)))
                .join();

        // Then
        var seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
        assertThat(stored.get()).isCloseTo((int) (600 + 10 * seconds), Percentage.withPercentage(5));
    }

    /** An instance that is heard of for the first time may have taken what is left; no word holds at that moment. */
    private void awaitSharing() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Stream.of(meters, second.getBean(MeterRegistry.class))
                        .allMatch(each ->
                                each.get("lealup.limits.instances").gauge().value() >= 2));
    }

    private void send(int door, Caller caller, byte[] body, Instant end, AtomicInteger stored) {
        while (Instant.now().isBefore(end)) {
            if (post(door, caller, "/v1/events", body).statusCode() == 202) {
                stored.addAndGet(5);
            }
        }
    }

    private HttpResponse<byte[]> drain(Caller caller, String customer) {
        for (int i = 0; i < 100; i++) {
            var response = send(caller, batch(hundred(customer, "")));
            if (response.statusCode() != 202) {
                return response;
            }
        }
        throw new AssertionError("10000 events were taken");
    }

    /** The key of a batch that was too much; what was left to the other door may come free before. */
    private String refusedKey(Caller caller, String customer) {
        for (int i = 0; i < 100; i++) {
            var key = "refused-" + i;
            if (send(caller, batch(hundred(customer, "")), "Idempotency-Key", key)
                            .statusCode()
                    == 429) {
                return key;
            }
        }
        throw new AssertionError("10000 events were taken");
    }

    private static String[] hundred(String customer, String members) {
        var events = new String[100];
        java.util.Arrays.fill(events, event(customer, members));
        return events;
    }

    private HttpResponse<byte[]> send(Caller caller, String body, String... headers) {
        return post(caller, "/v1/events", body.getBytes(UTF_8), headers);
    }

    private static long remaining(HttpResponse<byte[]> response) {
        var field = response.headers().firstValue("RateLimit").orElseThrow();
        assertThat(field).matches("\"events\";r=[0-9]+;t=[0-9]+");
        return Long.parseLong(field.substring(field.indexOf("r=") + 2, field.indexOf(";t")));
    }

    private void publishPlan(Caller caller, com.lealup.schemas.v1.Plan plan) {
        var topic = Topics.WORKSPACES.name();
        var tenant = caller.tenantId().toString();
        var state = WorkspaceState.newBuilder()
                .setTenantId(tenant)
                .setName("Acme CS")
                .setPlan(plan)
                .setEnvironment(WorkspaceEnvironment.TEST)
                .setTimeZone("UTC")
                .setCreatedAt(Instant.EPOCH)
                .setRevision(1)
                .build();
        Map<String, Object> config = Map.of("bootstrap.servers", PARTS.bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, tenant.getBytes(UTF_8), avro.encode(topic, state)))
                    .get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
