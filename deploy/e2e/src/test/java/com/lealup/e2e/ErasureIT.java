package com.lealup.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.e2e.RunningSuite.Workspace;
import com.lealup.schemas.Topic;
import com.lealup.schemas.Topics;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Erases a customer that left traces everywhere, prints the proof, and looks for it on every read path. */
class ErasureIT {

    private static final Duration PROMISED = Duration.ofSeconds(60);
    private static final String TRACE = "zanzibar";

    private final RunningSuite suite = RunningSuite.shared();
    private final Workspace workspace = suite.workspace();
    private final ApiClient api = new ApiClient(suite.base(), workspace.key());
    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private HttpServer sink;

    @BeforeEach
    void listen() throws IOException {
        sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sink.createContext("/works", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        sink.createContext("/fails", exchange -> {
            byte[] echo = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(500, echo.length);
            exchange.getResponseBody().write(echo);
            exchange.close();
        });
        sink.start();
    }

    @AfterEach
    void stop() {
        sink.stop(0);
    }

    @Test
    void leavesNoTraceOnAnyReadPathAndAProofInTheirPlace() {
        // Given
        List<String> subscriptions = List.of(subscribe("/works"), subscribe("/fails"));
        String id = customerWithTraces();
        List<String> paths = readPaths(id, subscriptions);
        assertThat(paths.stream().filter(path -> shows(api.get(path)))).hasSizeGreaterThan(7);

        // When
        Instant asked = Instant.now();
        ApiClient.Answer accepted = api.delete("/v1/customers/" + id + "?hard=true");
        assertThat(accepted.status()).as("%s", accepted).isEqualTo(202);
        String proofPath = "/v1/erasures/" + accepted.body().get("id").asString();
        event(id);
        await().atMost(PROMISED)
                .until(() -> api.get(proofPath).body().get("state").asString().equals("completed"));

        // Then
        Duration took = Duration.between(asked, Instant.now());
        JsonNode proof = api.get(proofPath).body();
        System.out.println("erased everywhere in " + took.toMillis() + " ms; the proof: " + proof.toPrettyString());
        assertThat(took).isLessThan(PROMISED);
        assertThat(proof.toString().toLowerCase(Locale.ROOT)).doesNotContain(TRACE);
        for (JsonNode service : proof.get("services")) {
            assertThat(service.get("state").asString()).as("%s", service).isEqualTo("completed");
        }
        for (String path : readPaths(id, subscriptions)) {
            assertThat(shows(api.get(path))).as(path).isFalse();
        }
        for (String part : List.of("", "/contacts", "/health", "/health/history", "/timeline")) {
            assertThat(api.get("/v1/customers/" + id + part).status()).as(part).isEqualTo(404);
        }
        assertThat(event(id).body().at("/errors/0/code").asString()).isEqualTo("customer_deleted");
        assertThat(api.post("/v1/customers/" + id + "/restore", "").status()).isEqualTo(404);
        JsonNode entry = api.get("/v1/audit-log?action=customer.erased").body().at("/data/0");
        assertThat(entry.at("/subject/id").asString()).isEqualTo(id);
        assertThat(entry.at("/actor/id").asString())
                .isEqualTo(proof.at("/requested_by/id").asString());
        String key = workspace.tenantId() + ":" + id;
        await().atMost(PROMISED).untilAsserted(() -> {
            assertThat(endsWithATombstone(Topics.CUSTOMERS, key)).isTrue();
            assertThat(endsWithATombstone(Topics.HEALTH_SCORES, key)).isTrue();
        });
    }

    private String customerWithTraces() {
        String id = api.customer("zanzibar.example");
        api.patch("/v1/customers/" + id, "{\"name\": \"Zanzibar Spices\", \"custom_fields\": {\"x\": \"Zanzibar\"}}");
        api.post(
                "/v1/customers/" + id + "/contacts", "{\"name\": \"Bo Zanzibar\", \"email\": \"bo@zanzibar.example\"}");
        assertThat(event(id).body().get("accepted").asInt()).isEqualTo(1);
        await().atMost(PROMISED).untilAsserted(() -> {
            assertThat(api.get("/v1/customers/" + id + "/health")
                            .body()
                            .get("score")
                            .isNull())
                    .isFalse();
            assertThat(shows(api.get("/v1/customers/" + id + "/timeline"))).isTrue();
            assertThat(shows(api.get("/v1/audit-log"))).isTrue();
            assertThat(received).hasSizeGreaterThan(1);
        });
        return id;
    }

    /** Every list and resource of the API in which a customer's data can stand. */
    private List<String> readPaths(String id, List<String> subscriptions) {
        List<String> paths = new ArrayList<>(List.of(
                "/v1/customers",
                "/v1/customers?q=zanzibar",
                "/v1/customers?deleted=true",
                "/v1/customers/" + id,
                "/v1/customers/" + id + "/contacts",
                "/v1/customers/" + id + "/timeline",
                "/v1/audit-log",
                "/v1/audit-log?subject=" + id,
                "/v1/erasures"));
        for (String subscription : subscriptions) {
            String list = "/v1/webhook-subscriptions/" + subscription + "/deliveries";
            paths.add(list);
            api.get(list)
                    .body()
                    .get("data")
                    .forEach(delivery -> paths.add(
                            "/v1/webhook-deliveries/" + delivery.get("id").asString()));
        }
        return paths;
    }

    private static boolean shows(ApiClient.Answer answer) {
        return answer.body().toString().toLowerCase(Locale.ROOT).contains(TRACE);
    }

    private String subscribe(String path) {
        ApiClient.Answer answer = api.post(
                "/v1/webhook-subscriptions", """
                {"url": "http://127.0.0.1:%d%s", "events": ["*"]}
                """.formatted(sink.getAddress().getPort(), path));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.body().get("id").asString();
    }

    private ApiClient.Answer event(String customer) {
        return api.post("/v1/events", """
                [{"customer_id": "%s", "event_name": "report_exported", "user_email": "bo@zanzibar.example"}]
                """.formatted(customer));
    }

    private boolean endsWithATombstone(Topic<?> topic, String key) {
        byte[] last = {};
        boolean found = false;
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", suite.kafka(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key().equals(key)) {
                        found = true;
                        last = record.value();
                    }
                }
            }
        }
        return found && last == null;
    }
}
