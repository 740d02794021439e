package com.lealup.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Days with more users than are kept one by one. */
class ManyUsersIT extends HealthTest {

    private static final int USERS = 3_000;
    private static final int EXACT = 1_024;

    @Autowired
    private Service service;

    private final Caller caller = TestIdentity.caller("health:read");
    private final Instant yesterday = LocalDate.now(ZoneOffset.UTC)
            .minusDays(1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();

    @Test
    void countsThemExactlyUpToTheBound() {
        var customer = Service.newCustomer(caller);

        send(customer, 0, EXACT);

        assertThat(users(customer)).isEqualTo(EXACT);
        assertThat(kept(customer, "usage_sketches")).isZero();
    }

    @Test
    void estimatesMoreWhateverTheOrderTheyComeIn() {
        // Given
        var one = Service.newCustomer(caller);
        var other = Service.newCustomer(caller);

        // When the one's users come in one go, and the other's in parts that overlap and in another order
        send(one, 0, USERS);
        send(other, 2_000, USERS);
        send(other, 900, 2_500);
        send(other, 0, 1_000);

        // Then
        assertThat(users(one)).isCloseTo(USERS, withPercentage(5)).isEqualTo(users(other));
        for (var customer : List.of(one, other)) {
            assertThat(kept(customer, "usage_sketches")).isEqualTo(1);
            // Its one event name.
            assertThat(kept(customer, "usage_members")).isEqualTo(1);
        }
    }

    @Test
    void showsDaysAndActiveUsers() {
        // Given a month of which only yesterday and eight days before saw users, some of them twice
        var customer = Service.newCustomer(caller);
        service.exists(customer, 1, null);
        send(customer, 0, 1_200);
        service.send(
                customer,
                IntStream.range(1_000, 1_300)
                        .mapToObj(user -> event(customer, user, Duration.ofDays(8)))
                        .toList());
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");

        // When
        var path = "/v1/customers/" + customer.customer() + "/usage";
        var shown = service.get(caller, path + "?days=9").json();

        // Then
        assertThat(shown.get("days")).hasSize(9);
        assertThat(shown.at("/days/0/users").asInt()).isEqualTo(0);
        assertThat(shown.at("/days/7/events").asInt()).isEqualTo(1_200);
        assertThat(shown.at("/days/7/users").asDouble()).isCloseTo(1_200, withPercentage(5));
        assertThat(shown.at("/days/8/events").asInt()).isZero();
        assertThat(shown.get("monthly_active_users").asDouble()).isCloseTo(1_300, withPercentage(5));
        assertThat(shown.get("stickiness").asDouble()).isCloseTo(0.04, withPercentage(1));
        assertThat(shown.get("events_of_week").asInt()).isEqualTo(1_200);
        assertThat(shown.get("events_of_week_before").asInt()).isEqualTo(300);
        assertThat(shown.get("trend").asDouble()).isEqualTo(3);
        assertThat(service.get(caller, path + "?days=41").status()).isEqualTo(400);
    }

    private void send(CustomerKey customer, int from, int to) {
        service.send(
                customer,
                IntStream.range(from, to)
                        .mapToObj(user -> event(customer, user))
                        .toList());
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");
    }

    private UsageEvent event(CustomerKey customer, int user) {
        return event(customer, user, Duration.ZERO);
    }

    private UsageEvent event(CustomerKey customer, int user, Duration before) {
        return Service.event(
                customer,
                UUID.randomUUID(),
                "report_exported",
                yesterday.minus(before).plusSeconds(user),
                "user" + user + "@acme-test.com",
                false);
    }

    private long users(CustomerKey customer) {
        return service.count(
                "select users from usage_days where customer_id = ?",
                customer.customer().value());
    }

    private long kept(CustomerKey customer, String table) {
        return service.count(
                "select count(*) from " + table + " where customer_id = ?",
                customer.customer().value());
    }
}
