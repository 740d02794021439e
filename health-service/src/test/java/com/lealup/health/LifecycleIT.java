package com.lealup.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.Actor;
import com.lealup.schemas.v1.ActorType;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerChangeType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LifecycleIT extends HealthTest {

    @Autowired
    private Service service;

    private final Caller caller = TestIdentity.caller("health:read", "customers:read");

    @Test
    void asksTheCustomerServiceForACustomerItHasNotHeardOf() {
        var customer = Service.newCustomer(caller);
        var path = "/v1/customers/" + customer.customer() + "/health";
        assertThat(service.get(caller, path).status()).isEqualTo(404);

        CustomerServiceDouble.shared().knows(customer.customer());

        assertThat(service.get(caller, path).status()).isEqualTo(200);
    }

    @Test
    void hidesADeletedCustomerAndDropsItsLaterEvents() {
        var customer = Service.newCustomer(caller);
        var path = "/v1/customers/" + customer.customer();
        service.exists(customer, 1, null);
        service.send(customer, Service.event(customer, "report_exported", Instant.now()));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");

        service.exists(customer, 2, Instant.now());
        service.send(customer, Service.event(customer, "dashboard_viewed", Instant.now()));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");

        assertThat(service.get(caller, path + "/health").status()).isEqualTo(404);
        assertThat(service.get(caller, path + "/timeline").status()).isEqualTo(404);
        service.exists(customer, 3, null);
        assertThat(service.get(caller, path + "/timeline?type=usage_event")
                        .json()
                        .get("data"))
                .hasSize(1);
        assertThat(service.get(caller, path + "/health").json().get("score").asInt())
                .isEqualTo(52);
    }

    @Test
    void ignoresWhatIsOlderThanWhatItKnows() {
        var customer = Service.newCustomer(caller);
        service.exists(customer, 5, Instant.now());

        service.fact(Topics.CUSTOMERS, customer, "customer.updated", 4, Service.state(customer, 4, null));
        service.awaitConsumed(Topics.CUSTOMERS, "health-service.customers");

        assertThat(service.get(caller, "/v1/customers/" + customer.customer() + "/health")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void letsNothingInForAnErasedCustomer() {
        var customer = Service.newCustomer(caller);
        service.exists(customer, 1, null);
        service.sendBytes(Topics.CUSTOMERS, customer, null);
        service.awaitConsumed(Topics.CUSTOMERS, "health-service.customers");

        service.send(customer, Service.event(customer, "report_exported", Instant.now()));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");

        assertThat(service.count(
                        "select count(*) from timeline where customer_id = ?",
                        customer.customer().value()))
                .isZero();
    }

    @Test
    void showsAChangeOfTheCustomerOnceOnItsTimeline() {
        var customer = Service.newCustomer(caller);
        service.exists(customer, 1, null);
        var after = Service.state(customer, 2, null);
        after.put("name", "Acme Corp");
        after.put("arr", new BigDecimal("50000.00"));
        var change = CustomerChange.newBuilder()
                .setChangeId(Ulids.format(Ulids.next()))
                .setTenantId(customer.tenant().toString())
                .setCustomerId(customer.customer().toString())
                .setRevision(2)
                .setType(CustomerChangeType.UPDATED)
                .setBefore(Service.state(customer, 1, null))
                .setAfter(after)
                .setActor(Actor.newBuilder()
                        .setType(ActorType.USER)
                        .setId(Ulids.format(Ulids.next()))
                        .setName("Ana")
                        .build())
                .setRequestId("req-1")
                .setOccurredAt(Instant.now())
                .build();

        service.fact(Topics.CUSTOMER_CHANGES, customer, "customer.updated", 2, change);
        service.awaitConsumed(Topics.CUSTOMER_CHANGES, "health-service.customer-changes");
        service.send(customer, Service.event(customer, "report_exported", Instant.now()));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");

        var path = "/v1/customers/" + customer.customer() + "/timeline";
        var all = service.get(caller, path).json().get("data");
        assertThat(List.of(
                        all.at("/0/type").asString(),
                        all.at("/1/type").asString(),
                        all.at("/2/type").asString()))
                .containsExactly("score_change", "usage_event", "customer_change");
        assertThat(all.at("/0/data/reason").asString()).startsWith("First score 52 (neutral): ");
        assertThat(all.at("/1/data/event_name").asString()).isEqualTo("report_exported");
        assertThat(service.get(caller, path).text()).contains("\"pages\":1.50");
        assertThat(all.at("/2/data/changes/name/after").asString()).isEqualTo("Acme Corp");
        assertThat(service.get(caller, path).text()).contains("\"arr\":{\"before\":null,\"after\":50000}");
        assertThat(all.at("/2/data/actor/name").asString()).isEqualTo("Ana");
        assertThat(service.get(caller, path + "?type=customer_change,score_change")
                        .json()
                        .get("data"))
                .hasSize(2);
        var first = service.get(caller, path + "?limit=2").json();
        var rest = service.get(
                caller, path + "?limit=2&cursor=" + first.get("next_cursor").asString());
        assertThat(rest.json().get("data")).hasSize(1);
        assertThat(service.get(caller, path + "?type=usage").status()).isEqualTo(400);
    }

    @Test
    void lowersAScoreByTimeAloneWhenItFallsDue() {
        var customer = Service.newCustomer(caller);
        service.exists(customer, 1, null);
        service.send(customer, Service.event(customer, "report_exported", DueSoon.eventAt(Duration.ofSeconds(4))));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");
        var path = "/v1/customers/" + customer.customer() + "/health/history";
        assertThat(service.get(caller, path).json().get("data")).hasSize(1);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(service.get(caller, path).json().get("data")).hasSize(2));

        var change = service.get(caller, path).json().at("/data/0");
        assertThat(change.get("cause").asString()).isEqualTo("time");
        assertThat(service.get(caller, path).json().at("/data/0/reason").asString())
                .contains("-0.");
    }
}
