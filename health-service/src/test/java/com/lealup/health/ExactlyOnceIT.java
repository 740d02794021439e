package com.lealup.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.health.customer.CustomerKey;
import com.lealup.local.part.Part;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;

class ExactlyOnceIT extends HealthTest {

    private static final String GROUP = "health-service.usage";

    @Autowired
    private Service service;

    @Autowired
    @Qualifier("listenerContainers")
    private SmartLifecycle listeners;

    private final Caller caller = TestIdentity.caller("health:read");
    private final List<CustomerKey> customers =
            Stream.generate(() -> Service.newCustomer(caller)).limit(20).toList();

    @Test
    void countsABatchOnceHoweverOftenItIsSent() {
        var events = events(1_000).stream().filter(UsageEvent::getRepeatable).toList();
        send(events);
        service.awaitConsumed(Topics.USAGE_EVENTS, GROUP);
        var once = checksum();

        send(events);
        send(events.reversed());
        service.awaitConsumed(Topics.USAGE_EVENTS, GROUP);

        assertThat(onTimeline()).isEqualTo(events.size());
        assertThat(counted()).isEqualTo(events.size());
        assertThat(checksum()).isEqualTo(once);
    }

    @Test
    void changesNothingWhenTheWholeTopicIsReplayedThreeTimes() {
        var events = events(1_500);
        send(events);
        service.awaitConsumed(Topics.USAGE_EVENTS, GROUP);
        var before = checksum() + told();

        for (int i = 0; i < 3; i++) {
            listeners.stop();
            service.run("update consumer_offsets set next_offset = 0 where consumer_group = ?", GROUP);
            listeners.start();
            service.awaitConsumed(Topics.USAGE_EVENTS, GROUP);
        }

        assertThat(onTimeline()).isEqualTo(events.size());
        assertThat(checksum() + told()).isEqualTo(before);
    }

    @Test
    void losesAndRepeatsNothingWhenPostgresDiesInMidStream() {
        var events = events(6_000);
        send(events.subList(0, 3_000));
        await().atMost(Duration.ofSeconds(60)).until(() -> onTimeline() > 0);
        send(events.subList(3_000, 6_000));

        TestParts.shared().kill(Part.POSTGRES);
        TestParts.shared().start(Part.POSTGRES);

        service.awaitConsumed(Topics.USAGE_EVENTS, GROUP);
        assertThat(onTimeline()).isEqualTo(events.size());
        assertThat(counted()).isEqualTo(events.size());
    }

    /** Some of them ids a client can repeat, some random ones, over the last 20 days, from a few users. */
    private List<UsageEvent> events(int count) {
        var random = new Random(count);
        var events = new ArrayList<UsageEvent>();
        for (int i = 0; i < count; i++) {
            var customer = customers.get(random.nextInt(customers.size()));
            events.add(Service.event(
                    customer,
                    UUID.randomUUID(),
                    "feature_" + random.nextInt(15),
                    Instant.now().minusSeconds(random.nextInt(20 * 86_400)),
                    random.nextInt(4) == 0 ? null : "user" + random.nextInt(9) + "@acme-test.com",
                    random.nextBoolean()));
        }
        return events;
    }

    private void send(List<UsageEvent> events) {
        for (var customer : customers) {
            service.send(
                    customer,
                    events.stream()
                            .filter(event -> event.getCustomerId()
                                    .equals(customer.customer().toString()))
                            .toList());
        }
    }

    private long onTimeline() {
        return service.count(
                "select count(*) from timeline where type = 1 and tenant_id = ?",
                caller.tenantId().value());
    }

    private long counted() {
        return service.count(
                "select coalesce(sum(events), 0) from usage_days where tenant_id = ?",
                caller.tenantId().value());
    }

    /** What the aggregates are. */
    private String checksum() {
        return Stream.of("usage_days", "usage_members", "usage_features", "usage_customers")
                .map(table -> checksum(table, "true"))
                .collect(Collectors.joining());
    }

    /** What behaviour did to the scores, with each explanation, and what of it is on the timeline. */
    private String told() {
        return checksum("score_changes", "cause = 'behaviour'") + checksum("timeline", "type = 1");
    }

    private String checksum(String table, String condition) {
        return service.text(
                "select encode(sha256(coalesce(string_agg(t::text, '|' order by t::text), '')::bytea), 'hex') from "
                        + table + " t where " + condition + " and tenant_id = ?",
                caller.tenantId().value());
    }
}
