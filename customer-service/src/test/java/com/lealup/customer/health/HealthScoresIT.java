package com.lealup.customer.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.customer.testing.ServiceIT;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.HealthScore;
import com.lealup.schemas.v1.HealthStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthScoresIT extends ServiceIT {

    @Test
    void showsAScoreWithoutChangingTheCustomer() {
        // Given
        var created = api.post("/v1/customers", "{\"name\": \"Acme\"}");
        var path = created.header("Location");

        // When
        score(created.string("id"), 1, 52, HealthStatus.NEUTRAL);

        // Then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(api.get(path).text()).contains("\"health_score\":52"));
        var shown = api.get(path);
        assertThat(shown.string("health_status")).isEqualTo("neutral");
        assertThat(shown.header("ETag")).isEqualTo(created.header("ETag"));
        assertThat(shown.string("updated_at")).isEqualTo(created.string("updated_at"));
        assertThat(api.get("/v1/customers?health_status=neutral").json().get("data"))
                .hasSize(1);
        assertThat(api.get("/v1/customers?health_status=healthy").json().get("data"))
                .isEmpty();
    }

    @Test
    void keepsTheNewestRevisionWhateverComesLater() {
        // Given
        var id = create("{\"name\": \"Acme\"}");
        var marker = create("{\"name\": \"Marker\"}");

        // When
        score(id, 3, 80, HealthStatus.HEALTHY);
        score(id, 2, 40, HealthStatus.AT_RISK);
        facts.append(Topics.HEALTH_SCORES.name(), api.tenant() + ":" + id, "poison".getBytes(StandardCharsets.UTF_8));
        score(id, 1, 10, HealthStatus.AT_RISK);
        score(id, 4, null, null);
        score(marker, 1, 1, HealthStatus.AT_RISK);

        // Then
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(api.get("/v1/customers/" + marker).text()).contains("\"health_score\":1,");
            assertThat(api.get("/v1/customers/" + id).text()).contains("\"health_score\":null,\"health_status\":null");
        });
        score(id, 3, 80, HealthStatus.HEALTHY);
        score(id, 5, 81, HealthStatus.HEALTHY);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(api.get("/v1/customers/" + id).text())
                        .contains("\"health_score\":81,\"health_status\":\"healthy\""));
    }

    private void score(String customer, long revision, Integer score, HealthStatus status) {
        facts.append(
                Topics.HEALTH_SCORES,
                api.tenant() + ":" + customer,
                HealthScore.newBuilder()
                        .setTenantId(api.tenant().toString())
                        .setCustomerId(customer)
                        .setRevision(revision)
                        .setScore(score)
                        .setStatus(status)
                        .setDimensions(List.of())
                        .setModelVersion(1)
                        .setScoredAt(Instant.parse("2026-11-23T00:00:00Z"))
                        .build());
    }
}
