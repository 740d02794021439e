package com.lealup.webhook.delivery;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.platform.id.Ulids;
import com.lealup.schemas.v1.CustomerChangeType;
import com.lealup.schemas.v1.CustomerState;
import com.lealup.schemas.v1.HealthCause;
import com.lealup.schemas.v1.HealthStatus;
import com.lealup.webhook.testing.Sink;
import com.lealup.webhook.testing.WebhookIT;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiltersIT extends WebhookIT {

    @Test
    void tellsOfCustomersOfAtLeastSoMuchRevenueWhateverTheEvent() {
        // Given
        subscribe(List.of("customer.created", "customer.updated", "health.score_changed"), Map.of("min_arr", 50_000));
        var small = created("49999.99");
        var large = created("50000.00");
        await().atMost(ofSeconds(30)).until(() -> types(large).equals(List.of("customer.created")));

        // When
        scored(small, HealthStatus.NEUTRAL);
        scored(large, HealthStatus.NEUTRAL);
        await().atMost(ofSeconds(30)).until(() -> types(large).contains("health.score_changed"));
        facts.changed(CustomerChangeType.UPDATED, customer(large, "50000.00"), customer(large, "10.00"));
        facts.changed(CustomerChangeType.UPDATED, customer(small, "49999.99"), customer(small, "60000.00"));
        await().atMost(ofSeconds(30)).until(() -> !types(small).isEmpty());
        scored(small, HealthStatus.AT_RISK);

        // Then
        await().atMost(ofSeconds(30))
                .until(() -> types(small).equals(List.of("customer.updated", "health.score_changed")));
        assertThat(types(large)).containsExactly("customer.created", "health.score_changed");
    }

    @Test
    void tellsOfCustomersInABandWhateverTheEvent() {
        // Given
        subscribe(List.of("customer.updated", "health.score_changed"), Map.of("health_status", "at_risk"));
        var fine = created("1.00");
        var troubled = created("1.00");

        // When
        scored(fine, HealthStatus.HEALTHY);
        scored(troubled, HealthStatus.AT_RISK);
        await().atMost(ofSeconds(30)).until(() -> types(troubled).equals(List.of("health.score_changed")));
        facts.changed(CustomerChangeType.UPDATED, customer(fine, "1.00"), customer(fine, "2.00"));
        facts.changed(CustomerChangeType.UPDATED, customer(troubled, "1.00"), customer(troubled, "2.00"));

        // Then
        await().atMost(ofSeconds(30))
                .until(() -> types(troubled).equals(List.of("health.score_changed", "customer.updated")));
        assertThat(types(fine)).isEmpty();
    }

    @Test
    void tellsOfCustomersOfASegmentWhateverTheEvent() {
        // Given
        var segment = Ulids.format(Ulids.next());
        facts.segment(segment, 1, """
                {"and": [{"field": "arr", "op": "gte", "value": 1000}, {"field": "health_score", "op": "lt", "value": 50}]}
                """);
        subscribe(List.of("customer.updated", "health.score_changed"), Map.of("segment_id", segment));
        var small = created("999.99");
        var large = created("1000.00");

        // When
        scored(small, HealthStatus.NEUTRAL);
        scored(large, HealthStatus.NEUTRAL);
        await().atMost(ofSeconds(30)).until(() -> types(large).equals(List.of("health.score_changed")));
        facts.changed(CustomerChangeType.UPDATED, customer(small, "999.99"), customer(small, "5.00"));
        facts.changed(CustomerChangeType.UPDATED, customer(large, "1000.00"), customer(large, "2000.00"));
        await().atMost(ofSeconds(30)).until(() -> types(large).contains("customer.updated"));
        facts.segment(segment, 2, "{\"field\": \"arr\", \"op\": \"lt\", \"value\": 10}");
        await().atMost(ofSeconds(30)).until(() -> {
            scored(small, HealthStatus.NEUTRAL);
            return !types(small).isEmpty();
        });
        facts.noSegment(segment);

        // Then
        assertThat(types(small)).containsOnly("health.score_changed");
        assertThat(types(large)).containsExactly("health.score_changed", "customer.updated");
        await().atMost(ofSeconds(30))
                .untilAsserted(() -> assertThat(api.post(
                                        "/v1/webhook-subscriptions",
                                        Map.of(
                                                "url",
                                                sink.url("/hook"),
                                                "events",
                                                List.of("*"),
                                                "filters",
                                                Map.of("segment_id", segment)))
                                .body()
                                .at("/errors/0/pointer")
                                .asString())
                        .isEqualTo("/filters/segment_id"));
    }

    private void subscribe(List<String> events, Map<String, Object> filters) {
        var made = api.post(
                "/v1/webhook-subscriptions",
                Map.of("url", sink.url("/hook"), "events", events, "filters", filters, "ordered", true));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().required("filters")).isEqualTo(json.valueToTree(filters));
    }

    private String created(String arr) {
        var id = Ulids.format(Ulids.next());
        facts.changed(CustomerChangeType.CREATED, null, customer(id, arr));
        return id;
    }

    private CustomerState customer(String id, String arr) {
        return facts.customer(id).setArr(new BigDecimal(arr)).build();
    }

    private void scored(String customer, HealthStatus status) {
        facts.healthChanged(null, facts.score(customer, 40, status), HealthCause.BEHAVIOUR);
    }

    private List<String> types(String customer) {
        return sink.messages("/hook").stream()
                .map(Sink.Delivery::body)
                .filter(body -> body.contains(customer))
                .map(body -> json.readTree(body).required("type").stringValue())
                .toList();
    }
}
