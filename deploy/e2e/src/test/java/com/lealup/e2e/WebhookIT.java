package com.lealup.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.e2e.RunningSuite.Workspace;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a change to a partner's receiver, with the service killed on the way. */
class WebhookIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunningSuite suite = RunningSuite.shared();
    private final Workspace workspace = suite.workspace();
    private final ApiClient api = new ApiClient(suite.base(), workspace.key());
    private final Queue<Delivery> received = new ConcurrentLinkedQueue<>();
    private HttpServer sink;

    record Delivery(HttpHeaders headers, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sink.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Delivery(HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true), body));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        sink.start();
    }

    @AfterEach
    void stop() {
        sink.stop(0);
    }

    @Test
    void deliversACreatedCustomerSignedAsStandardWebhooksSays() throws Exception {
        Webhook verifier = new Webhook(subscribe("customer.created"));

        String id = api.customer("hooked.example");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(received).hasSize(1));
        Delivery delivery = received.element();
        verify(verifier, delivery);
        assertThat(delivery.json().get("type").asString()).isEqualTo("customer.created");
        assertThat(delivery.json().at("/data/id").asString()).isEqualTo(id);
        assertThat(delivery.json().get("tenant_id").asString()).isEqualTo(workspace.tenantId());
    }

    @Test
    void tellsOfACrossedBand() {
        subscribe("health.changed");
        String id = api.customer("crossing.example");

        event(id, Instant.now().minus(60, ChronoUnit.DAYS));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status(id)).isEqualTo("at_risk"));
        event(id, Instant.now());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status(id)).isEqualTo("neutral"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(received).hasSize(1));
        JsonNode change = received.element().json();
        assertThat(change.get("type").asString()).isEqualTo("health.changed");
        assertThat(change.at("/data/customer_id").asString()).isEqualTo(id);
        assertThat(change.at("/data/status").asString()).isEqualTo("neutral");
    }

    @Test
    void losesNothingWhenTheServiceIsKilledWhileItDelivers() {
        subscribe("customer.created");
        int customers = 40;
        for (int i = 0; i < customers; i++) {
            api.customer("killed-" + i + ".example");
            if (i == customers / 2) {
                suite.kill("webhook-service");
            }
        }
        suite.restart("webhook-service");

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(received.stream()
                                .map(delivery ->
                                        delivery.json().at("/data/email_domain").asString())
                                .distinct())
                        .hasSize(customers));
        List<String> messages = received.stream()
                .map(delivery -> delivery.headers().firstValue("webhook-id").orElseThrow())
                .distinct()
                .toList();
        assertThat(messages).hasSize(customers);
    }

    private String subscribe(String event) {
        ApiClient.Answer answer = api.post(
                "/v1/webhook-subscriptions", """
                {"url": "http://127.0.0.1:%d/hook", "events": ["%s"]}
                """.formatted(sink.getAddress().getPort(), event));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.body().get("secret").asString();
    }

    private void event(String customer, Instant at) {
        ApiClient.Answer answer = api.post("/v1/events", """
                [{"customer_id": "%s", "event_name": "report_exported", "user_email": "bo@acme.test", "timestamp": "%s"}]
                """.formatted(customer, at.truncatedTo(ChronoUnit.SECONDS)));
        assertThat(answer.body().get("accepted").asInt()).as("%s", answer).isEqualTo(1);
    }

    private String status(String customer) {
        return api.get("/v1/customers/" + customer + "/health")
                .body()
                .get("status")
                .asString();
    }

    private static void verify(Webhook verifier, Delivery delivery) throws WebhookVerificationException {
        verifier.verify(delivery.body(), delivery.headers());
    }
}
