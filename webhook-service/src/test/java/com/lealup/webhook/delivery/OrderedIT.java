package com.lealup.webhook.delivery;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.platform.id.Ulids;
import com.lealup.schemas.v1.CustomerChangeType;
import com.lealup.webhook.testing.Sink;
import com.lealup.webhook.testing.WebhookIT;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderedIT extends WebhookIT {

    private String subscription;

    @BeforeEach
    void subscribe() {
        var made = api.post(
                "/v1/webhook-subscriptions",
                Map.of(
                        "url",
                        sink.url("/hook"),
                        "events",
                        List.of("customer.updated"),
                        "ordered",
                        true,
                        "retry_schedule",
                        List.of(1)));
        assertThat(made.body().required("ordered").booleanValue()).isTrue();
        subscription = "/v1/webhook-subscriptions/" + made.body().required("id").stringValue();
    }

    @Test
    void sendsWhatConcernsOneCustomerInOrderThroughFailures() {
        // Given: every third request fails
        sink.answers("/hook", n -> n % 3 == 0 ? 500 : 200);
        api.patch(subscription, Map.of("retry_schedule", Collections.nCopies(10, 1)));
        var one = Ulids.format(Ulids.next());
        var other = Ulids.format(Ulids.next());

        // When
        IntStream.rangeClosed(1, 8).forEach(step -> {
            rename(one, step);
            rename(other, step);
        });

        // Then
        await().atMost(ofSeconds(60)).until(() -> count("succeeded") == 16);
        var all = IntStream.rangeClosed(1, 8).boxed().toList();
        assertThat(steps(one)).isSorted().containsAll(all);
        assertThat(steps(other)).isSorted().containsAll(all);
    }

    @Test
    void doesNotHoldUpOneCustomerForAnother() {
        // Given: whatever is about one of them fails for good
        sink.answers("/hook", n -> n == 1 ? 0 : 200);
        var stuck = Ulids.format(Ulids.next());
        var free = Ulids.format(Ulids.next());
        rename(stuck, 1);
        await().atMost(ofSeconds(30)).until(() -> sink.deliveries("/hook").size() == 1);
        rename(stuck, 2);

        // When
        rename(free, 1);

        // Then: the first is being waited for while the other one's arrives
        await().atMost(ofSeconds(30)).until(() -> steps(free).equals(List.of(1)));
        assertThat(steps(stuck)).containsExactly(1);
        await().atMost(ofSeconds(30)).until(() -> count("succeeded") == 3);
        assertThat(steps(stuck)).isSorted().endsWith(2);
    }

    @Test
    void goesOnBehindWhatItGaveUp() {
        // Given
        sink.answers("/hook", n -> n <= 2 ? 500 : 200);
        var customer = Ulids.format(Ulids.next());

        // When
        rename(customer, 1);
        rename(customer, 2);

        // Then
        await().atMost(ofSeconds(30)).until(() -> count("failed") == 1 && count("succeeded") == 1);
        assertThat(steps(customer)).isSorted().endsWith(2);
    }

    @Test
    void recoversInOrder() {
        // Given: each of them fails, and is given up at once
        var before = Instant.now().minusSeconds(1);
        api.patch(subscription, Map.of("retry_schedule", List.of()));
        sink.answers("/hook", n -> n <= 5 ? 500 : 200);
        var customer = Ulids.format(Ulids.next());
        IntStream.rangeClosed(1, 5).forEach(step -> rename(customer, step));
        await().atMost(ofSeconds(30)).until(() -> count("failed") == 5);
        var failed = steps(customer).size();

        // When
        api.post(subscription + "/recover", Map.of("since", before.toString()));

        // Then
        await().atMost(ofSeconds(30)).until(() -> count("succeeded") == 5);
        var recovered = steps(customer).subList(failed, steps(customer).size());
        assertThat(recovered).isSorted().contains(1, 2, 3, 4, 5);
    }

    private void rename(String customer, int step) {
        facts.changed(
                CustomerChangeType.UPDATED,
                facts.customer(customer).setName("Step " + (step - 1)).build(),
                facts.customer(customer).setName("Step " + step).build());
    }

    /** The steps of a customer as they arrived. */
    private List<Integer> steps(String customer) {
        return sink.deliveries("/hook").stream()
                .map(Sink.Delivery::body)
                .map(json::readTree)
                .filter(body ->
                        body.required("data").required("id").stringValue().equals(customer))
                .map(body -> Integer.valueOf(
                        body.required("data").required("name").stringValue().substring("Step ".length())))
                .toList();
    }

    private int count(String status) {
        return api.get(subscription + "/deliveries?limit=200&status=" + status)
                .body()
                .required("data")
                .size();
    }
}
