package com.lealup.webhook.delivery;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.webhook.testing.WebhookIT;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitIT extends WebhookIT {

    @Test
    void sendsNoMoreThanTheRateAndAllInTheEnd() {
        // Given
        var limited = api.post(
                "/v1/webhook-subscriptions",
                Map.of("url", sink.url("/slowly"), "events", List.of("customer.created"), "rate_limit", 10));
        api.subscribe(sink.url("/at-once"), "customer.created");

        // When
        var begun = Instant.now();
        IntStream.range(0, 30).forEach(_ -> facts.customerCreated());

        // Then: two are kept from before, the others come at their rate
        await().atMost(ofSeconds(30)).until(() -> sink.messages("/slowly").size() == 30);
        assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofMillis(2700));
        assertThat(sink.messages("/at-once")).hasSize(30);
        assertThat(limited.body().required("rate_limit").intValue()).isEqualTo(10);
    }

    @Test
    void letsALimitBeTakenBack() {
        // Given
        var made = api.post(
                "/v1/webhook-subscriptions",
                Map.of("url", sink.url("/hook"), "events", List.of("customer.created"), "rate_limit", 1));
        IntStream.range(0, 20).forEach(_ -> facts.customerCreated());
        await().atMost(ofSeconds(30)).until(() -> !sink.deliveries("/hook").isEmpty());

        // When
        api.patch("/v1/webhook-subscriptions/" + made.body().required("id").stringValue(), "{\"rate_limit\": null}");

        // Then
        await().atMost(ofSeconds(5)).until(() -> sink.deliveries("/hook").size() == 20);
    }
}
