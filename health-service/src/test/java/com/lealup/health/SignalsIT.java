package com.lealup.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Engagement, support and sentiment, fed by the reserved events. */
class SignalsIT extends HealthTest {

    @Autowired
    private Service service;

    private final Caller caller = TestIdentity.caller("health:read", "health:write", "customers:read");
    private CustomerKey customer = Service.newCustomer(caller);

    @BeforeEach
    void begin() {
        customer = Service.newCustomer(caller);
        service.exists(customer, 1, null);
    }

    @Test
    void movesEachDimensionByItsOwnEventsAndUsageByNoneOfThem() {
        send(
                event("meeting_held", 0, "{}"),
                event("ticket_opened", 9, "{\"ticket_id\":\"T-1\",\"severity\":\"urgent\"}"),
                event("nps_submitted", 0, "{\"score\":9}"));

        assertThat(dimension("usage")).isEqualTo(50);
        assertThat(dimension("engagement")).isEqualTo(67);
        assertThat(dimension("support")).isEqualTo(25);
        assertThat(dimension("sentiment")).isEqualTo(80);
        assertThat(history().at("/data/0/reason").asString())
                .startsWith("First score ")
                .contains("open tickets -5.00");
    }

    @Test
    void keepsATicketOpenUntilItIsClosedInWhateverOrderThatArrives() {
        send(event("ticket_closed", 1, "{\"ticket_id\":7}"));
        send(event("ticket_opened", 2, "{\"ticket_id\":7,\"severity\":\"high\"}"));
        assertThat(dimension("support")).isEqualTo(60);

        send(event("ticket_opened", 0, "{\"ticket_id\":7,\"severity\":\"high\"}"));
        assertThat(dimension("support")).isEqualTo(38);

        send(event("ticket_closed", 0, "{\"ticket_id\":7}"));
        assertThat(dimension("support")).isEqualTo(60);
    }

    @Test
    void movesNothingByAnEventWithoutItsProperties() {
        send(
                event("ticket_opened", 0, "{\"severity\":\"urgent\"}"),
                event("nps_submitted", 0, "{\"score\":11}"),
                event("csat_submitted", 0, "{\"score\":\"five\"}"));

        assertThat(health().get("score").isNull()).isTrue();
        assertThat(service.get(caller, path("/timeline")).json().get("data")).hasSize(3);
    }

    @Test
    void letsTheLatestAnswerOfEachPersonCount() {
        send(event("csat_submitted", 5, "{\"score\":1}"));
        send(event("csat_submitted", 0, "{\"score\":5}"));
        assertThat(dimension("sentiment")).isEqualTo(100);

        send(event("csat_submitted", 6, "{\"score\":1}"));
        assertThat(dimension("sentiment")).isEqualTo(100);
    }

    @Test
    void comesToTheSameScoreInWhateverOrderEventsArrive() {
        var other = Service.newCustomer(caller);
        service.exists(other, 1, null);
        var now = Instant.now();
        var random = new Random(20261127);
        var events = new ArrayList<UsageEvent>();
        for (int i = 0; i < 200; i++) {
            var at = now.minusSeconds(random.nextInt(30 * 86_400));
            events.add(
                    switch (random.nextInt(6)) {
                        case 0 -> Service.event(customer, "email_sent", at, "{}");
                        case 1 ->
                            Service.event(
                                    customer,
                                    "ticket_opened",
                                    at,
                                    "{\"ticket_id\":" + random.nextInt(9) + ",\"severity\":\"p"
                                            + (1 + random.nextInt(4)) + "\"}");
                        case 2 ->
                            Service.event(customer, "ticket_closed", at, "{\"ticket_id\":" + random.nextInt(9) + "}");
                        case 3 ->
                            Service.event(customer, "nps_submitted", at, "{\"score\":" + random.nextInt(11) + "}");
                        case 4 -> Service.event(customer, "churn_signal", at, "{\"phrase\":\"cancel\"}");
                        default -> Service.event(customer, "report_exported", at, "{}");
                    });
        }
        service.send(customer, events);
        Collections.shuffle(events, random);
        events.forEach(event -> event.put("customer_id", other.customer().toString()));
        service.send(other, events);
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");

        assertThat(known(other)).isEqualTo(known(customer));
    }

    @Test
    void setsAScoreByHandAtOnceAndTakesItBack() {
        send(event("report_exported", 0, "{}"));
        var score = health().get("score").asInt();

        var set = service.send(
                caller,
                "POST",
                path("/health/override"),
                "{\"score\":91,\"reason\":\"Signed\",\"expires_at\":\""
                        + Instant.now().plus(Duration.ofDays(30)) + "\"}");

        assertThat(set.status()).isEqualTo(201);
        await().untilAsserted(() -> assertThat(health().get("score").asInt()).isEqualTo(91));
        assertThat(health().get("status").asString()).isEqualTo("healthy");
        assertThat(health().at("/override/reason").asString()).isEqualTo("Signed");
        assertThat(history().at("/data/0/cause").asString()).isEqualTo("override");
        assertThat(history().at("/data/0/reason").asString()).startsWith("Set by hand to 91 (healthy): set by hand +");

        assertThat(service.send(caller, "DELETE", path("/health/override"), "").status())
                .isEqualTo(204);
        await().untilAsserted(() -> assertThat(health().get("score").asInt()).isEqualTo(score));
        assertThat(health().has("override")).isFalse();
        assertThat(history().at("/data/0/reason").asString()).startsWith("Override ended. Fell from 91 (healthy) to ");
        assertThat(service.send(caller, "DELETE", path("/health/override"), "").status())
                .isEqualTo(404);
    }

    @Test
    void endsAnOverrideByItself() {
        send(event("report_exported", 0, "{}"));
        var score = health().get("score").asInt();

        service.send(
                caller,
                "POST",
                path("/health/override"),
                "{\"score\":5,\"reason\":\"A test\",\"expires_at\":\""
                        + Instant.now().plusSeconds(3) + "\"}");

        await().untilAsserted(() -> assertThat(health().get("score").asInt()).isEqualTo(5));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(health().get("score").asInt()).isEqualTo(score));
        assertThat(health().has("override")).isFalse();
    }

    @Test
    void namesEveryMistakeOfAnOverride() {
        var answer = service.send(
                caller,
                "POST",
                path("/health/override"),
                "{\"score\":101,\"reason\":\" \",\"expires_at\":\""
                        + Instant.now().plus(Duration.ofDays(91)) + "\",\"until\":1}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/score", "/reason", "/expires_at", "/until");
    }

    private String known(CustomerKey key) {
        var text = new StringBuilder();
        for (var columns : List.of(
                "name, last_at from signal_events",
                "name, day from signal_days",
                "ticket, severity, opened_at, closed_at, escalated_at from tickets",
                "survey, respondent, score, at from survey_answers",
                "day, events, users, features from usage_days")) {
            text.append(service.text(
                    "select coalesce(string_agg(row::text, ';' order by row::text), '') from (select " + columns
                            + " where customer_id = ?) as row",
                    key.customer().value()));
        }
        return text.toString();
    }

    private UsageEvent event(String name, int daysAgo, String properties) {
        return Service.event(customer, name, Instant.now().minus(Duration.ofDays(daysAgo)), properties);
    }

    private void send(UsageEvent... events) {
        service.send(customer, events);
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");
    }

    private int dimension(String name) {
        return health().at("/dimensions/" + name + "/value").asInt();
    }

    private JsonNode health() {
        return service.get(caller, path("/health")).json();
    }

    private JsonNode history() {
        return service.get(caller, path("/health/history")).json();
    }

    private String path(String suffix) {
        return "/v1/customers/" + customer.customer() + suffix;
    }
}
