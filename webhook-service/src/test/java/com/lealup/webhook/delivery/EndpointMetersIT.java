package com.lealup.webhook.delivery;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.webhook.testing.WebhookIT;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EndpointMetersIT extends WebhookIT {

    @Autowired
    private MeterRegistry registry;

    @Autowired
    private EndpointMeters meters;

    @Test
    void tellsOfEachEndpointHowItsAttemptsWentAndWhatWaits() {
        // Given
        sink.answers("/hook", n -> n == 1 ? 200 : 500);
        var subscription = api.post(
                        "/v1/webhook-subscriptions",
                        Map.of(
                                "url",
                                sink.url("/hook"),
                                "events",
                                List.of("customer.created"),
                                "retry_schedule",
                                List.of(3600)))
                .body()
                .required("id")
                .stringValue();

        // When
        facts.customerCreated();
        await().atMost(ofSeconds(30)).until(() -> attempts(subscription, "succeeded") == 1);
        facts.customerCreated();
        await().atMost(ofSeconds(30)).until(() -> attempts(subscription, "failed") == 1);
        await().atMost(ofSeconds(30)).untilAsserted(() -> {
            meters.sample();
            assertThat(gauge("lealup.webhook.backlog", subscription)).isEqualTo(1);
        });

        // Then
        assertThat(gauge("lealup.webhook.oldest", subscription)).isBetween(0.0, 60.0);
    }

    private long attempts(String subscription, String outcome) {
        var timer = registry.find("lealup.webhook.attempts")
                .tags("subscription", subscription, "outcome", outcome)
                .timer();
        return timer == null ? 0 : timer.count();
    }

    private double gauge(String name, String subscription) {
        var gauge = registry.find(name).tags("subscription", subscription).gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }
}
