package com.lealup.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.HealthCause;
import com.lealup.schemas.v1.HealthStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class GuideIT extends HealthTest {

    @Autowired
    private Service service;

    private final Caller caller = TestIdentity.caller("health:read", "customers:read");

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "ana@acme-test.com")
    void answersTheGuidesEventsExactlyAsTheGuidePrints(String email) {
        var customer = Service.newCustomer(caller);
        var path = "/v1/customers/" + customer.customer() + "/health";
        service.exists(customer, 1, null);

        service.send(
                customer,
                Service.event(
                        customer,
                        UUID.randomUUID(),
                        "report_exported",
                        Instant.now().minusSeconds(60),
                        email,
                        true),
                Service.event(customer, UUID.randomUUID(), "dashboard_viewed", Instant.now(), email, false));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                service.get(caller, path).json().get("score").asInt(0))
                        .isEqualTo(52));
        assertThat(service.get(caller, path).text())
                .startsWith("{\"customer_id\":\"" + customer.customer() + "\",\"score\":52,\"status\":\"neutral\","
                        + "\"dimensions\":{\"usage\":{\"value\":65,\"weight\":0.40},"
                        + "\"engagement\":{\"value\":40,\"weight\":0.30},"
                        + "\"support\":{\"value\":50,\"weight\":0.20},"
                        + "\"sentiment\":{\"value\":50,\"weight\":0.10}},\"updated_at\":\"")
                .endsWith("Z\",\"trend\":{\"change_7d\":null,\"change_30d\":null},\"model_version\":1}");
    }

    @Test
    void hasNoScoreBeforeTheFirstEvent() {
        var customer = Service.newCustomer(caller);
        service.exists(customer, 1, null);

        var answer = service.get(caller, "/v1/customers/" + customer.customer() + "/health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("score").isNull()).isTrue();
        assertThat(answer.json().get("status").isNull()).isTrue();
        assertThat(answer.json().get("updated_at").isNull()).isTrue();
        assertThat(answer.json().at("/dimensions/engagement/value").asInt()).isEqualTo(40);
    }

    @Test
    void scoresEventsWithTheDatesTheGuidePrints() {
        var customer = Service.newCustomer(caller);
        service.exists(customer, 1, null);

        service.send(
                customer,
                Service.event(customer, "report_exported", Instant.parse("2026-04-15T14:25:00Z")),
                Service.event(customer, "dashboard_viewed", Instant.parse("2020-04-15T14:26:00Z")));

        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");
        var id = customer.customer();
        assertThat(service.get(caller, "/v1/customers/" + id + "/health")
                        .json()
                        .get("score")
                        .asInt(-1))
                .isEqualTo(27);
        assertThat(service.get(caller, "/v1/customers/" + id + "/timeline?type=usage_event")
                        .json()
                        .get("data"))
                .hasSize(2);
    }

    @Test
    void tellsTheTopicsWithAnExplanationThatSumsExactly() {
        var customer = Service.newCustomer(caller);

        service.send(customer, Service.event(customer, "report_exported", Instant.now()));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");
        service.send(customer, Service.event(customer, "dashboard_viewed", Instant.now()));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(service.facts(Topics.HEALTH_SCORES, customer))
                        .hasSize(2));
        var changes = service.facts(Topics.HEALTH_CHANGES, customer);
        assertThat(changes).hasSize(2);
        assertThat(changes.getFirst().getBefore()).isNull();
        for (var change : changes) {
            var before = change.getBefore() == null
                    ? BigDecimal.ZERO
                    : change.getBefore().getExact();
            var sum = change.getContributions().stream()
                    .map(contribution -> contribution.getPoints())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).isEqualByComparingTo(change.getAfter().getExact().subtract(before));
        }
        var last = changes.getLast();
        assertThat(last.getCause()).isEqualTo(HealthCause.BEHAVIOUR);
        assertThat(last.getRevision()).isEqualTo(2);
        assertThat(last.getAfter().getScore()).isEqualTo(52);
        assertThat(last.getAfter().getStatus()).isEqualTo(HealthStatus.NEUTRAL);
        assertThat(last.getSentence()).contains("features in use");
        assertThat(service.facts(Topics.HEALTH_SCORES, customer).getLast())
                .hasToString(last.getAfter().toString());
    }

    @Test
    void showsHistoryAndExplanation() {
        var customer = Service.newCustomer(caller);
        service.exists(customer, 1, null);
        service.send(customer, Service.event(customer, "report_exported", Instant.now()));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");
        service.send(customer, Service.event(customer, "dashboard_viewed", Instant.now()));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");

        var path = "/v1/customers/" + customer.customer() + "/health";
        for (var early : List.of("0000-01-01T00:00:00Z", "2026-01-01", "2026-01-01T00:00Z")) {
            assertThat(service.get(caller, path + "/history?from=" + early).status())
                    .as(early)
                    .isEqualTo(400);
            assertThat(service.get(caller, path + "/explanation?from=" + early).status())
                    .as(early)
                    .isEqualTo(400);
        }
        var first = service.get(caller, path + "/history?limit=1").json();
        var second = service.get(
                        caller,
                        path + "/history?limit=1&cursor="
                                + first.get("next_cursor").asString())
                .json();
        var explanation = service.get(caller, path + "/explanation").json();

        assertThat(first.at("/data/0/score").asInt()).isEqualTo(52);
        assertThat(second.at("/data/0/score_before").isNull()).isTrue();
        assertThat(second.get("has_more").asBoolean()).isFalse();
        var sum = BigDecimal.ZERO;
        for (var contribution : explanation.get("contributions")) {
            sum = sum.add(contribution.get("points").decimalValue());
        }
        assertThat(sum).isEqualByComparingTo(explanation.at("/after/exact").decimalValue());
    }
}
