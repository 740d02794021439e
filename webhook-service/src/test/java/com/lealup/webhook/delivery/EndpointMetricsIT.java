package com.lealup.webhook.delivery;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.testing.WebhookIT;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EndpointMetricsIT extends WebhookIT {

    @Test
    void tellsHowAnEndpointIsDoing() {
        // Given: two answers of three are failures, then all is well
        sink.answers("/hook", n -> n <= 2 ? 500 : 200);
        var subscription = path(api.subscribe(sink.url("/hook"), "customer.created"));
        facts.customerCreated();

        // When
        var metrics = await().atMost(ofSeconds(30))
                .until(
                        () -> metrics(subscription),
                        found -> found.required("recent").required("succeeded").intValue() == 1);

        // Then
        var recent = metrics.required("recent");
        assertThat(recent.required("deliveries").intValue()).isEqualTo(1);
        assertThat(recent.required("attempts").intValue()).isEqualTo(3);
        assertThat(recent.required("success_rate").doubleValue()).isBetween(0.33, 0.34);
        assertThat(recent.required("latency_ms").required("p99").intValue()).isBetween(0, 1000);
        assertThat(metrics.required("backlog").intValue()).isZero();
        assertThat(metrics.required("oldest_pending_at").isNull()).isTrue();
    }

    @Test
    void tellsWhatWaitsAndSinceWhen() {
        // Given
        var subscription = path(api.subscribe(sink.url("/hook"), "customer.created"));
        api.patch(subscription, "{\"paused\":true}");
        var before = Instant.now();

        // When
        IntStream.range(0, 3).forEach(n -> facts.customerCreated());

        // Then
        var metrics = await().atMost(ofSeconds(30))
                .until(
                        () -> metrics(subscription),
                        found -> found.required("backlog").intValue() == 3);
        assertThat(metrics.required("backlog_capped").booleanValue()).isFalse();
        assertThat(Instant.parse(metrics.required("oldest_pending_at").stringValue()))
                .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        assertThat(metrics.required("recent").required("attempts").intValue()).isZero();
        assertThat(metrics.required("recent").required("success_rate").isNull()).isTrue();
        assertThat(metrics.required("recent").required("latency_ms").isNull()).isTrue();
    }

    @Test
    void tellsNothingToAnotherWorkspace() {
        var subscription = path(api.subscribe(sink.url("/hook"), "customer.created"));

        assertThat(api.as(TenantId.next()).get(subscription + "/metrics").status())
                .isEqualTo(404);
        assertThat(api.get("/v1/webhook-subscriptions/not-an-id/metrics").status())
                .isEqualTo(404);
    }

    @Test
    void listsTheDeliveriesOfATime() {
        // Given
        var subscription = path(api.subscribe(sink.url("/hook"), "customer.created"));
        facts.customerCreated();
        var log = subscription + "/deliveries";
        var made = await().atMost(ofSeconds(30))
                .until(() -> api.get(log).body().required("data").path(0), JsonNode::isObject)
                .required("created_at")
                .stringValue();
        var later = Instant.parse(made).plusMillis(1);

        // Then
        assertThat(api.get(log + "?since=" + made).body().required("data")).hasSize(1);
        assertThat(api.get(log + "?since=" + later).body().required("data")).isEmpty();
        assertThat(api.get(log + "?until=" + made).body().required("data")).isEmpty();
        assertThat(api.get(log + "?until=" + later).body().required("data")).hasSize(1);
        assertThat(api.get(log + "?since=yesterday").status()).isEqualTo(400);
    }

    private JsonNode metrics(String subscription) {
        var answer = api.get(subscription + "/metrics");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private static String path(JsonNode subscription) {
        return "/v1/webhook-subscriptions/" + subscription.required("id").stringValue();
    }
}
