package com.lealup.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.DeadLetterRequest;
import com.lealup.schemas.v1.DeadLetterWish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PoisonIT extends HealthTest {

    @Autowired
    private Service service;

    @Test
    void setsAsideWhatCannotTakeEffectAndGoesOn() {
        var caller = TestIdentity.caller("health:read");
        var customer = Service.newCustomer(caller);
        var stranger = new CustomerKey(
                TestIdentity.caller().tenantId(), Service.newCustomer(caller).customer());
        var forged = Service.event(stranger, "report_exported", Instant.now());
        var unstorable = Service.event(customer, "report_exported", Instant.now());
        unstorable = com.lealup.schemas.v1.UsageEvent.newBuilder(unstorable)
                .setProperties("{not json")
                .build();

        service.send(customer, Service.event(customer, "report_exported", Instant.now()), forged, unstorable);
        service.sendBytes(Topics.USAGE_EVENTS, customer, "no Avro".getBytes(UTF_8));
        service.send(customer, Service.event(customer, "dashboard_viewed", Instant.now()));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                service.records(Topics.USAGE_EVENTS.name() + ".health-service.usage.dlt", customer))
                        .hasSize(3));
        assertThat(service.count(
                        "select sum(events) from usage_days where customer_id = ?",
                        customer.customer().value()))
                .isEqualTo(2);
        assertThat(service.count(
                        "select count(*) from usage_days where customer_id = ?",
                        stranger.customer().value()))
                .isZero();

        // When somebody repairs one, and all are processed again, twice
        var id = UUID.randomUUID();
        service.run(
                "update dead_letters set value = ? where verified and record_key = ?",
                service.encoded(
                        Topics.USAGE_EVENTS,
                        Service.event(customer, id, "report_exported", Instant.now(), "ana@acme-test.com", false)),
                customer.toString().getBytes(UTF_8));
        for (var letter : letters(customer)) {
            redrive(customer, letter);
            redrive(customer, letter);
        }
        service.awaitConsumed(Topics.DEAD_LETTER_REQUESTS, "health-service.dead-letter-requests");

        // Then
        assertThat(service.count(
                        "select sum(events) from usage_days where customer_id = ?",
                        customer.customer().value()))
                .isEqualTo(3);
        assertThat(service.text(
                        "select string_agg(state || ' ' || attempts || ' ' || code, ', ' order by code) from dead_letters"
                                + " where record_key = ?",
                        customer.toString().getBytes(UTF_8)))
                .isEqualTo("waiting 3 key_mismatch, redriven 2 processing_failed, waiting 3 undecodable");
    }

    private List<String> letters(CustomerKey customer) {
        return List.of(service.text(
                        "select string_agg(id::text, ' ' order by id) from dead_letters where record_key = ?",
                        customer.toString().getBytes(UTF_8))
                .split(" ", -1));
    }

    private void redrive(CustomerKey customer, String letter) {
        service.fact(
                Topics.DEAD_LETTER_REQUESTS,
                customer,
                "dead_letter.redrive_requested",
                1,
                DeadLetterRequest.newBuilder()
                        .setLetterId(Ulids.format(UUID.fromString(letter)))
                        .setService("health-service")
                        .setWish(DeadLetterWish.REDRIVE)
                        .setRequestedAt(Instant.EPOCH)
                        .build());
    }
}
