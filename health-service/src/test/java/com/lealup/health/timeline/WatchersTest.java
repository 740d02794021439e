package com.lealup.health.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.health.customer.CustomerId;
import com.lealup.health.customer.CustomerKey;
import com.lealup.health.timeline.TimelinePages.Line;
import com.lealup.platform.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WatchersTest {

    private final Watchers watchers =
            new Watchers(new WatchProperties(3, 2, Duration.ofMinutes(1), Duration.ofSeconds(5)));
    private final CustomerKey customer = customer();

    @Test
    void letsInNoMoreThanAWorkspaceAndTheInstanceMayHave() {
        var first = watchers.enter(customer).orElseThrow();
        var second = watchers.enter(customer).orElseThrow();
        assertThat(watchers.enter(customer)).isEmpty();
        assertThat(watchers.enter(customer())).isPresent();
        assertThat(watchers.enter(customer())).isEmpty();

        watchers.leave(first);
        assertThat(watchers.customers()).contains(customer);
        watchers.leave(second);
        assertThat(watchers.customers()).doesNotContain(customer);
        assertThat(watchers.enter(customer)).isPresent();
    }

    @Test
    void tellsTheReadersOfACustomerAndEndsThemAtOnce() throws InterruptedException {
        var reader = watchers.enter(customer).orElseThrow();
        var other = watchers.enter(customer()).orElseThrow();
        var news = new News(
                7,
                customer,
                new Line(UUID.randomUUID(), EntryType.USAGE_EVENT, Instant.parse("2026-11-29T10:00:00Z"), "{}"));

        watchers.tell(news);

        assertThat(reader.await(Duration.ZERO)).contains(news);
        assertThat(other.await(Duration.ZERO)).isEmpty();
        watchers.endAll();
        assertThat(reader.isOver()).isTrue();
        assertThat(reader.await(Duration.ofDays(1))).isEmpty();
    }

    private static CustomerKey customer() {
        return new CustomerKey(new TenantId(UUID.randomUUID()), new CustomerId(UUID.randomUUID()));
    }
}
