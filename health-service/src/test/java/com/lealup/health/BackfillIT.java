package com.lealup.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.EventLane;
import com.lealup.schemas.v1.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class BackfillIT extends HealthTest {

    private static final String LIVE = "health-service.usage";
    private static final String BACKFILL = "health-service.usage-backfill";

    @Autowired
    private Service service;

    private final Caller caller = TestIdentity.caller("health:read", "customers:read");
    private final CustomerKey customer = Service.newCustomer(caller);
    private final String path = "/v1/customers/" + customer.customer();

    @Test
    void letsAnEventThatIsFilledInTakeEffectLikeALiveOne() {
        service.exists(customer, 1, null);

        backfill(List.of(event(UUID.randomUUID(), Instant.now())));

        assertThat(service.get(caller, path + "/health").json().get("score").asInt())
                .isEqualTo(52);
        assertThat(service.get(caller, path + "/timeline?type=usage_event")
                        .json()
                        .get("data"))
                .hasSize(1);
    }

    @Test
    void putsHistoryOnTheTimelineThoughNoWindowReachesIt() {
        service.exists(customer, 1, null);
        var years = Instant.now().minus(Duration.ofDays(4 * 365)).truncatedTo(ChronoUnit.MICROS);

        backfill(List.of(event(UUID.randomUUID(), years)));

        var entries = service.get(caller, path + "/timeline?type=usage_event").json();
        assertThat(entries.at("/data/0/at").asString()).isEqualTo(years.toString());
        assertThat(counted()).isZero();
    }

    @Test
    void countsAnEventOnceThoughItComesOnBothLanesAtOnce() {
        var events = IntStream.range(0, 1_000)
                .mapToObj(n -> event(UUID.randomUUID(), Instant.now().minusSeconds(n * 600L)))
                .toList();

        service.send(customer, events);
        backfill(events.reversed());
        service.awaitConsumed(Topics.USAGE_EVENTS, LIVE);

        assertThat(counted()).isEqualTo(events.size());
        assertThat(service.count(
                        "select count(*) from timeline where type = 1 and customer_id = ?",
                        customer.customer().value()))
                .isEqualTo(events.size());
    }

    @Test
    void setsAsideWhatCannotTakeEffectOnADeadLetterTopicOfItsOwn() {
        service.sendBytes(Topics.USAGE_EVENTS_BACKFILL, customer, new byte[] {1});
        backfill(List.of(event(UUID.randomUUID(), Instant.now())));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(service.records(
                                Topics.USAGE_EVENTS_BACKFILL.name() + "." + BACKFILL + ".dlt", customer))
                        .hasSize(1));
        assertThat(counted()).isEqualTo(1);
    }

    private UsageEvent event(UUID id, Instant at) {
        return UsageEvent.newBuilder(Service.event(customer, id, "report_exported", at, "ana@acme-test.com", true))
                .setLane(EventLane.BACKFILL)
                .build();
    }

    private void backfill(List<UsageEvent> events) {
        service.send(Topics.USAGE_EVENTS_BACKFILL, customer, events);
        service.awaitConsumed(Topics.USAGE_EVENTS_BACKFILL, BACKFILL);
    }

    private long counted() {
        return service.count(
                "select coalesce(sum(events), 0) from usage_days where customer_id = ?",
                customer.customer().value());
    }
}
