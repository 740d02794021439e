package com.lealup.webhook.delivery;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.webhook.testing.Sink;
import com.lealup.webhook.testing.WebhookIT;
import java.time.Duration;
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
        IntStream.range(0, 30).forEach(_ -> facts.customerCreated());

        // Then: of any second 10, and what two sweeps, or one delivery, keep
        await().atMost(ofSeconds(30)).until(() -> sink.deliveries("/slowly").size() == 30);
        var arrivals = sink.deliveries("/slowly").stream()
                .map(Sink.Delivery::at)
                .sorted()
                .toList();
        for (var i = 0; i + 13 < arrivals.size(); i++) {
            assertThat(Duration.between(arrivals.get(i), arrivals.get(i + 13)))
                    .as("%s deliveries from number %s on", 14, i)
                    .isGreaterThan(Duration.ofMillis(900));
        }
        assertThat(sink.deliveries("/at-once")).hasSize(30);
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
