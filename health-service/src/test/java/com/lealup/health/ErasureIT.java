package com.lealup.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.Actor;
import com.lealup.schemas.v1.ActorType;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerChangeType;
import com.lealup.schemas.v1.ErasureCause;
import com.lealup.schemas.v1.ErasureRequest;
import com.lealup.schemas.v1.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ErasureIT extends HealthTest {

    private static final List<String> TABLES = List.of(
            "timeline",
            "score_changes",
            "health_scores",
            "usage_days",
            "usage_members",
            "usage_sketches",
            "usage_features",
            "usage_customers",
            "signal_events",
            "signal_days",
            "tickets",
            "survey_answers",
            "score_overrides",
            "sharp_drops",
            "churned_scores",
            "seen_events",
            "timeline_news",
            "watched_customers");

    @Autowired
    private Service service;

    private final Caller caller = TestIdentity.caller("health:read", "health:write", "customers:read");

    @Test
    void leavesNothingOfACustomerAndSaysHowMuchItWas() {
        // Given
        var customer = known();
        service.sendBytes(Topics.USAGE_EVENTS, customer, "no Avro".getBytes(UTF_8));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");
        assertThat(letters(customer)).isOne();
        var other = known();
        assertThat(rows(customer)).isGreaterThan(TABLES.size());
        var kept = rows(other);

        // When
        var erasure = erase(customer);

        // Then
        assertThat(rows(customer)).isZero();
        assertThat(letters(customer)).isZero();
        assertThat(rows(other)).isEqualTo(kept);
        var path = "/v1/customers/" + customer.customer();
        assertThat(service.get(caller, path + "/health").status()).isEqualTo(404);
        assertThat(service.get(caller, path + "/timeline").status()).isEqualTo(404);
        assertThat(service.get(caller, path + "/health/history").status()).isEqualTo(404);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var acks = service.facts(Topics.ERASURE_ACKS, customer);
            assertThat(acks).hasSize(1);
            assertThat(acks.getFirst().getErasureId()).isEqualTo(erasure);
            assertThat(acks.getFirst().getService()).isEqualTo("health-service");
            assertThat(acks.getFirst().getCounts())
                    .containsEntry("tickets", 1L)
                    .containsEntry("dead_letters", 1L)
                    .containsEntry("score_overrides", 1L)
                    .containsEntry("scores", 1L)
                    .containsEntry("usage_days", 1L)
                    .containsEntry("usage_sketches", 1L);
            // The customer's change, four events, and the score at least once.
            assertThat(acks.getFirst().getCounts().get("timeline")).isGreaterThanOrEqualTo(6L);
            assertThat(service.records(Topics.HEALTH_SCORES.name(), customer).getLast())
                    .isNull();
        });
    }

    @Test
    void letsNothingComeBackThatIsLateOrReadAgain() {
        // Given
        var customer = known();
        erase(customer);

        // When
        service.send(customer, Service.event(customer, "late_event", Instant.now()));
        service.send(
                Topics.USAGE_EVENTS_BACKFILL, customer, List.of(Service.event(customer, "late_event", Instant.now())));
        change(customer, 7);
        service.fact(Topics.CUSTOMERS, customer, "customer.updated", 9, Service.state(customer, 9, null));
        service.awaitConsumed(Topics.CUSTOMERS, "health-service.customers");
        service.awaitConsumed(Topics.CUSTOMER_CHANGES, "health-service.customer-changes");
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");
        service.awaitConsumed(Topics.USAGE_EVENTS_BACKFILL, "health-service.usage-backfill");

        // Then
        assertThat(rows(customer)).isZero();
        assertThat(service.get(caller, "/v1/customers/" + customer.customer() + "/health")
                        .status())
                .isEqualTo(404);
    }

    private CustomerKey known() {
        var customer = Service.newCustomer(caller);
        service.exists(customer, 1, null);
        service.run(
                "insert into watched_customers values (?, ?, now() + interval '1 minute')",
                customer.tenant().value(),
                customer.customer().value());
        change(customer, 2);
        service.awaitConsumed(Topics.CUSTOMER_CHANGES, "health-service.customer-changes");
        service.send(
                customer,
                Service.event(customer, "report_exported", Instant.now()),
                Service.event(customer, "meeting_held", Instant.now(), "{}"),
                Service.event(customer, "ticket_opened", Instant.now(), "{\"ticket_id\":1}"),
                Service.event(customer, "nps_submitted", Instant.now(), "{\"score\":9}"));
        // More users in a day than are kept one by one.
        service.send(customer, manyUsers(customer, Instant.now()));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");
        service.send(
                caller,
                "POST",
                "/v1/customers/" + customer.customer() + "/health/override",
                "{\"score\":9,\"reason\":\"A test\",\"expires_at\":\""
                        + Instant.now().plusSeconds(3600) + "\"}");
        return customer;
    }

    private static List<UsageEvent> manyUsers(CustomerKey customer, Instant at) {
        return IntStream.range(0, 1_100)
                .mapToObj(user -> Service.event(
                        customer, UUID.randomUUID(), "report_exported", at, "user" + user + "@acme-test.com", false))
                .toList();
    }

    private String erase(CustomerKey customer) {
        var erasure = Ulids.format(Ulids.next());
        service.fact(
                Topics.ERASURES,
                customer,
                "customer.erased",
                3,
                ErasureRequest.newBuilder()
                        .setErasureId(erasure)
                        .setTenantId(customer.tenant().toString())
                        .setCustomerId(customer.customer().toString())
                        .setCause(ErasureCause.REQUESTED)
                        .setActor(actor())
                        .setRequestId("req-9")
                        .setRequestedAt(Instant.now())
                        .build());
        service.awaitConsumed(Topics.ERASURES, "health-service.erasures");
        return erasure;
    }

    private void change(CustomerKey customer, long revision) {
        service.fact(
                Topics.CUSTOMER_CHANGES,
                customer,
                "customer.updated",
                revision,
                CustomerChange.newBuilder()
                        .setChangeId(Ulids.format(Ulids.next()))
                        .setTenantId(customer.tenant().toString())
                        .setCustomerId(customer.customer().toString())
                        .setRevision(revision)
                        .setType(CustomerChangeType.UPDATED)
                        .setBefore(Service.state(customer, revision - 1, null))
                        .setAfter(Service.state(customer, revision, null))
                        .setActor(actor())
                        .setRequestId("req-1")
                        .setOccurredAt(Instant.now())
                        .build());
    }

    private static Actor actor() {
        return Actor.newBuilder()
                .setType(ActorType.USER)
                .setId(Ulids.format(Ulids.next()))
                .setName("Ana")
                .build();
    }

    private long letters(CustomerKey customer) {
        return service.count(
                "select count(*) from dead_letters where record_key = ?",
                customer.toString().getBytes(UTF_8));
    }

    private long rows(CustomerKey customer) {
        return TABLES.stream()
                .mapToLong(table -> service.count(
                        "select count(*) from " + table + " where customer_id = ?",
                        customer.customer().value()))
                .sum();
    }
}
