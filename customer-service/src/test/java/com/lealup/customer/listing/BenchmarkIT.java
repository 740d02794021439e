package com.lealup.customer.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.customer.testing.ServiceIT;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.HealthScore;
import com.lealup.schemas.v1.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarkIT extends ServiceIT {

    @Test
    void showsQuartilesOfASegmentBesideTheCustomersOwnValues() {
        // Given four paying customers with scores, one paying without, and one outside of the segment
        var own = create("{\"name\": \"own\", \"arr\": 200.5}");
        score(own, 60);
        score(create("{\"name\": \"a\", \"arr\": 100}"), 20);
        score(create("{\"name\": \"b\", \"arr\": 300}"), 40);
        score(create("{\"name\": \"c\", \"arr\": 400}"), 81);
        create("{\"name\": \"d\", \"arr\": 1000}");
        score(create("{\"name\": \"free\"}"), 0);
        var segment = api.post(
                        "/v1/segments",
                        "{\"name\": \"Paying\", \"filter\": {\"field\": \"arr\", \"op\": \"gt\", \"value\": 0}}")
                .string("id");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.get("/v1/customers?health_status=healthy,at_risk")
                                .json()
                                .get("data")
                                .size()
                        == 5);

        // When
        var among = api.get("/v1/customers/" + own + "/benchmark?segment_id=" + segment);
        var all = api.get("/v1/customers/" + own + "/benchmark");

        // Then
        assertThat(among.status()).as(among.text()).isEqualTo(200);
        assertThat(among.text())
                .isEqualTo("{\"customer_id\":\"" + own + "\",\"segment_id\":\"" + segment + "\",\"customers\":5,"
                        + "\"health_score\":{\"own\":60,\"customers\":4,\"lower_quartile\":35,\"median\":50,"
                        + "\"upper_quartile\":65.3,\"below\":0.5},"
                        + "\"arr\":{\"own\":200.5,\"customers\":5,\"lower_quartile\":200.5,\"median\":300,"
                        + "\"upper_quartile\":400,\"below\":0.2}}");
        assertThat(all.json().get("segment_id").isNull()).isTrue();
        assertThat(all.json().at("/health_score/customers").intValue()).isEqualTo(5);
        assertThat(all.json().get("customers").intValue()).isEqualTo(6);
    }

    @Test
    void saysNothingWhereThereIsNothing() {
        var own = create("{\"name\": \"own\"}");

        assertThat(api.get("/v1/customers/" + own + "/benchmark").text())
                .contains("\"health_score\":{\"own\":null,\"customers\":0,\"lower_quartile\":null,\"median\":null,"
                        + "\"upper_quartile\":null,\"below\":null}");
        assertThat(api.get("/v1/customers/01KAR4T2H3M7Q9S1V5X8Z0B2D4/benchmark").status())
                .isEqualTo(404);
        assertThat(api.get("/v1/customers/" + own + "/benchmark?segment_id=01KAR4T2H3M7Q9S1V5X8Z0B2D4")
                        .status())
                .isEqualTo(400);
    }

    private void score(String customer, int score) {
        facts.append(
                Topics.HEALTH_SCORES,
                api.tenant() + ":" + customer,
                HealthScore.newBuilder()
                        .setTenantId(api.tenant().toString())
                        .setCustomerId(customer)
                        .setRevision(1)
                        .setScore(score)
                        .setStatus(score >= 50 ? HealthStatus.HEALTHY : HealthStatus.AT_RISK)
                        .setDimensions(List.of())
                        .setModelVersion(1)
                        .setScoredAt(Instant.parse("2026-11-23T00:00:00Z"))
                        .build());
    }
}
