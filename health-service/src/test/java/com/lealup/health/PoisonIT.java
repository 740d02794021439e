package com.lealup.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
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

        await().atMost(Duration.ofSeconds(30))
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
    }
}
