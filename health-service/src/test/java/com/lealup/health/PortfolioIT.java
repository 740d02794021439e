package com.lealup.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.CustomerStatus;
import com.lealup.schemas.v1.HealthChange;
import com.lealup.schemas.v1.UsageEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** All customers of a workspace at a glance, and what happened to their scores over time. */
class PortfolioIT extends HealthTest {

    @Autowired
    private Service service;

    private final Caller caller = TestIdentity.caller("health:read", "health:write", "customers:read");

    @Test
    void sumsCustomersAndRevenueByBand() {
        var neutral = customer("Acme", "50000.10");
        var atRisk = customer("Globex", "12000.05");
        customer("Initech", null);
        send(neutral, event(neutral, "report_exported", "{}"));
        send(atRisk, event(atRisk, "nps_submitted", "{\"score\":0}"));

        var summary = summary();

        assertThat(summary.get("customers").asInt()).isEqualTo(3);
        assertThat(summary.get("arr").decimalValue()).isEqualByComparingTo("62000.15");
        assertThat(summary.at("/bands/neutral/customers").asInt()).isEqualTo(1);
        assertThat(summary.at("/bands/neutral/arr").decimalValue()).isEqualByComparingTo("50000.10");
        assertThat(summary.at("/bands/at_risk/arr").decimalValue()).isEqualByComparingTo("12000.05");
        assertThat(summary.at("/bands/no_score/customers").asInt()).isEqualTo(1);
        assertThat(summary.at("/bands/healthy/customers").asInt()).isZero();
        assertThat(summary.get("average_score").decimalValue()).isEqualByComparingTo("47.00");
    }

    @Test
    void saysHowManyEventsTakeEffect() {
        var customer = customer("Acme", null);
        send(customer, event(customer, "report_exported", "{}"), event(customer, "report_exported", "{}"));
        // The ten seconds that they lie in are over.
        service.run(
                "update event_rates set at = at - interval '20 seconds' where tenant_id = ?",
                caller.tenantId().value());

        var rate = service.get(caller, "/v1/health-summary/event-rate").json();

        assertThat(rate.get("last_minute").asInt()).isEqualTo(2);
        assertThat(rate.get("data")).isNotEmpty();
        assertThat(service.get(TestIdentity.caller("health:read"), "/v1/health-summary/event-rate")
                        .json()
                        .get("data"))
                .isEmpty();
    }

    @Test
    void leavesOutDeletedCustomersAndOtherWorkspaces() {
        var customer = customer("Acme", "1.00");
        service.exists(customer, 2, Instant.now());
        var elsewhere = TestIdentity.caller("health:read");

        assertThat(summary().get("customers").asInt()).isZero();
        assertThat(service.get(elsewhere, "/v1/health-summary")
                        .json()
                        .get("customers")
                        .asInt())
                .isZero();
    }

    @Test
    void tellsASharpDropOnceUntilTheScoreHasRecovered() {
        var customer = customer("Acme", null);
        send(customer, event(customer, "report_exported", "{}"), event(customer, "nps_submitted", "{\"score\":10}"));
        assertThat(drops(customer)).isEmpty();

        trouble(customer, 1, 4);
        assertThat(drops(customer)).containsExactly(57);

        send(customer, event(customer, "churn_signal", "{\"phrase\":\"cancel\"}"));
        trouble(customer, 5, 6);
        assertThat(drops(customer)).containsExactly(57);
        assertThat(summary().at("/sharp_drops/0/recovered_at").isNull()).isTrue();

        recovery(customer, 1, 6);
        assertThat(summary().at("/sharp_drops/0/recovered_at").isNull()).isFalse();

        trouble(customer, 7, 10);
        assertThat(drops(customer)).hasSize(2);
        assertThat(summary().get("sharp_drops")).hasSize(2);
    }

    @Test
    void takesAnotherModelOrAnOverrideForNoDrop() {
        var customer = customer("Acme", null);
        send(customer, event(customer, "report_exported", "{}"), event(customer, "nps_submitted", "{\"score\":10}"));

        override(customer, 100);
        service.send(caller, "DELETE", "/v1/customers/" + customer.customer() + "/health/override", "");
        await().untilAsserted(
                        () -> assertThat(health(customer).get("score").asInt()).isEqualTo(57));
        send(customer, event(customer, "ticket_opened", "{\"ticket_id\":1,\"severity\":\"high\"}"));

        assertThat(health(customer).get("score").asInt()).isLessThan(57);
        assertThat(drops(customer)).isEmpty();
        assertThat(summary().get("sharp_drops")).isEmpty();
        assertThat(summary().at("/movers/down")).hasSize(1);
    }

    @Test
    void listsWhoMovedMost() {
        var up = customer("Acme", "7.00");
        var down = customer("Globex", null);
        var still = customer("Initech", null);
        for (var customer : List.of(up, down, still)) {
            send(customer, event(customer, "report_exported", "{}"));
        }
        send(up, event(up, "nps_submitted", "{\"score\":10}"));
        trouble(down, 1, 3);

        var rising =
                service.get(caller, "/v1/health-summary/movers?direction=up").json();
        var falling = service.get(caller, "/v1/health-summary/movers").json();

        assertThat(rising.get("data")).hasSize(1);
        assertThat(rising.at("/data/0/customer_id").asString())
                .isEqualTo(up.customer().toString());
        assertThat(rising.at("/data/0/name").asString()).isEqualTo("Acme");
        assertThat(rising.at("/data/0/change").asInt()).isEqualTo(5);
        assertThat(falling.get("data")).hasSize(1);
        assertThat(falling.at("/data/0/change").asInt()).isNegative();
        assertThat(service.get(caller, "/v1/health-summary/movers?days=91").status())
                .isEqualTo(400);
        assertThat(service.get(caller, "/v1/health-summary/movers?direction=left")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void tellsWhatAScoreWasAtAnyInstantAndByHourOrDay() {
        var customer = customer("Acme", null);
        var before = Instant.now();
        send(customer, event(customer, "report_exported", "{}"));
        var history = "/v1/customers/" + customer.customer() + "/health/history";
        // The history is as old as the test: let it be three days older.
        age(customer, 3);

        var asOf = service.get(caller, history + "?at=" + before.minus(Duration.ofDays(1)))
                .json();
        var days = service.get(caller, history + "?interval=day").json();
        var hours = service.get(caller, history + "?interval=hour").json();

        assertThat(asOf.at("/data/0/score").asInt()).isEqualTo(52);
        assertThat(service.get(caller, history + "?at=" + before.minus(Duration.ofDays(9)))
                        .json()
                        .get("data"))
                .isEmpty();
        assertThat(days.get("data")).hasSize(3);
        assertThat(days.at("/data/2/at").asString()).endsWith("T00:00:00Z");
        assertThat(hours.get("data").size()).isBetween(71, 72);
        assertThat(service.get(caller, history + "?interval=hour&from=2020-01-01T00:00:00Z")
                        .json()
                        .at("/errors/0/code")
                        .asString())
                .isEqualTo("too_many_points");
        assertThat(service.get(caller, history + "?interval=week").status()).isEqualTo(400);
        for (var change : service.get(caller, history).json().get("data")) {
            var cause = change.get("cause").asString();
            assertThat(service.get(caller, history + "?cause=override," + cause)
                            .json()
                            .get("data"))
                    .contains(change)
                    .allMatch(one -> one.get("cause").asString().equals(cause));
        }
        assertThat(service.get(caller, history + "?cause=override").json().get("data"))
                .isEmpty();
        assertThat(service.get(caller, history + "?cause=chance")
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("?cause");
    }

    @Test
    void keepsTheScoreOfWhoChurnsAndTellsWhetherItWarned() {
        var warned = customer("Acme", null);
        var surprise = customer("Globex", null);
        var loyal = customer("Initech", null);
        var model = "{\"dimensions\":[{\"name\":\"sentiment\",\"weight\":1}]}";
        service.send(caller, "PUT", "/v1/health-model", model);
        send(warned, event(warned, "nps_submitted", "{\"score\":0}"));
        send(surprise, event(surprise, "nps_submitted", "{\"score\":10}"));
        send(loyal, event(loyal, "nps_submitted", "{\"score\":10}"));
        for (var customer : List.of(warned, surprise, loyal)) {
            age(customer, 91);
        }

        churn(warned);
        churn(surprise);

        assertThat(service.text(
                        "select status from churned_scores where customer_id = ?",
                        warned.customer().value()))
                .isEqualTo("at_risk");
        var calibration = service.get(caller, "/v1/health-calibration").json();
        assertThat(calibration.at("/warned/churned").asInt()).isEqualTo(2);
        assertThat(calibration.at("/warned/with_score").asInt()).isEqualTo(2);
        assertThat(calibration.at("/warned/below_healthy").asInt()).isEqualTo(1);
        assertThat(calibration.at("/warned/share").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(calibration.at("/lift/customers").asInt()).isEqualTo(3);
        assertThat(calibration.at("/lift/at_risk_churned").asInt()).isEqualTo(1);
        assertThat(calibration.at("/lift/lift").decimalValue()).isEqualByComparingTo("1.5");
    }

    private void age(CustomerKey customer, int days) {
        service.text("select keep_partitions(now() - make_interval(days => ?))::text", days);
        service.run(
                "update score_changes set at = at - make_interval(days => ?) where customer_id = ?",
                days,
                customer.customer().value());
    }

    private void churn(CustomerKey customer) {
        var state = Service.state(customer, 2, null);
        state.put("status", CustomerStatus.CHURNED);
        state.put("updated_at", Instant.now());
        service.fact(Topics.CUSTOMERS, customer, "customer.updated", 2, state);
        service.awaitConsumed(Topics.CUSTOMERS, "health-service.customers");
    }

    private void trouble(CustomerKey customer, int fromTicket, int toTicket) {
        var events = new ArrayList<UsageEvent>();
        for (int ticket = fromTicket; ticket <= toTicket; ticket++) {
            events.add(event(customer, "ticket_opened", "{\"ticket_id\":" + ticket + ",\"severity\":\"urgent\"}"));
            events.add(event(customer, "ticket_escalated", "{\"ticket_id\":" + ticket + "}"));
        }
        events.add(event(customer, "nps_submitted", "{\"score\":0}"));
        send(customer, events.toArray(UsageEvent[]::new));
    }

    private void recovery(CustomerKey customer, int fromTicket, int toTicket) {
        var events = new ArrayList<UsageEvent>();
        for (int ticket = fromTicket; ticket <= toTicket; ticket++) {
            events.add(event(customer, "ticket_closed", "{\"ticket_id\":" + ticket + "}"));
        }
        events.add(event(customer, "nps_submitted", "{\"score\":10}"));
        events.add(event(customer, "meeting_held", "{}"));
        send(customer, events.toArray(UsageEvent[]::new));
    }

    private void override(CustomerKey customer, int score) {
        service.send(
                caller,
                "POST",
                "/v1/customers/" + customer.customer() + "/health/override",
                "{\"score\":" + score + ",\"reason\":\"A test\",\"expires_at\":\""
                        + Instant.now().plusSeconds(600) + "\"}");
        await().untilAsserted(
                        () -> assertThat(health(customer).get("score").asInt()).isEqualTo(score));
    }

    /** The scores that the topic says were fallen from, in order. */
    private List<Integer> drops(CustomerKey customer) {
        return service.facts(Topics.HEALTH_CHANGES, customer).stream()
                .map(HealthChange::getSharpDropFrom)
                .filter(Objects::nonNull)
                .toList();
    }

    private CustomerKey customer(String name, String arr) {
        var customer = Service.newCustomer(caller);
        var state = Service.state(customer, 1, null);
        state.put("name", name);
        state.put("arr", arr == null ? null : new BigDecimal(arr));
        service.fact(Topics.CUSTOMERS, customer, "customer.created", 1, state);
        service.awaitConsumed(Topics.CUSTOMERS, "health-service.customers");
        return customer;
    }

    private static UsageEvent event(CustomerKey customer, String name, String properties) {
        return Service.event(customer, name, Instant.now(), properties);
    }

    private void send(CustomerKey customer, UsageEvent... events) {
        service.send(customer, events);
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");
    }

    private JsonNode summary() {
        return service.get(caller, "/v1/health-summary").json();
    }

    private JsonNode health(CustomerKey customer) {
        return service.get(caller, "/v1/customers/" + customer.customer() + "/health")
                .json();
    }
}
