package com.lealup.ingest.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.ingest.testing.IngestDoor;
import com.lealup.platform.id.Ulids;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KnownCustomersIT extends IngestDoor {

    @AfterEach
    void mendCustomerService() {
        CUSTOMER_SERVICE.breaksDown(false);
    }

    @Test
    void takesEventsOfACustomerThatWasCreatedAMomentAgo() {
        var customer = createCustomer();

        var response = post(batch(event(customer, ""), event(customer, "")), "X-Request-Id", "fresh-1");

        assertThat(json(response).get("accepted").asInt()).isEqualTo(2);
        assertThat(CUSTOMER_SERVICE.questionsFor(customer)).singleElement().satisfies(question -> {
            assertThat(question.identity()).isNotBlank();
            assertThat(question.requestId()).isEqualTo("fresh-1");
        });
    }

    @Test
    void asksForManyStrangersAtOnceAndRefusesEachByItself() {
        var events = IntStream.range(0, 200)
                .mapToObj(any -> event(Ulids.format(Ulids.next()), ""))
                .toArray(String[]::new);

        // On a slow machine the first of them may be told to come back, and finds the answers then.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var response = post(batch(events));
            assertThat(response.statusCode() == 503
                            && response.headers().firstValue("Retry-After").isEmpty())
                    .as("a 503 that does not say when to come back")
                    .isFalse();
            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(json(response).get("rejected").asInt()).isEqualTo(200);
        });
    }

    @Test
    void asksNobodyOnceTheTopicTellsOfACustomer() {
        var customer = Ulids.format(Ulids.next());
        publish(customer, null);

        await().atMost(Duration.ofSeconds(60)).until(() -> accepted(customer));
        var asked = CUSTOMER_SERVICE.questionsFor(customer).size();
        CUSTOMER_SERVICE.breaksDown(true);

        assertThat(accepted(customer)).isTrue();
        assertThat(CUSTOMER_SERVICE.questionsFor(customer)).hasSize(asked);
    }

    @Test
    void refusesADeletedCustomerWithinASecondAndTakesItBack() {
        var customer = Ulids.format(Ulids.next());
        publish(customer, null);
        await().atMost(Duration.ofSeconds(60)).until(() -> accepted(customer));

        CUSTOMER_SERVICE.knows(customer, "deleted");
        publish(customer, Instant.now());
        await().atMost(Duration.ofSeconds(1)).until(() -> "customer_deleted".equals(refusal(customer)));
        CUSTOMER_SERVICE.breaksDown(true);
        assertThat(refusal(customer)).as("the topic is enough to refuse").isEqualTo("customer_deleted");

        publish(customer, null);
        await().atMost(Duration.ofSeconds(1)).until(() -> accepted(customer));
    }

    @Test
    void refusesNobodyWhileItCannotAsk() {
        var customer = Ulids.format(Ulids.next());
        CUSTOMER_SERVICE.breaksDown(true);

        var response = post(batch(event(customer, ",\"external_id\":\"a\"")));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(response).get("stored").isEmpty()).isTrue();
        assertThat(json(response).get("retry_safe").asBoolean()).isTrue();
    }

    private boolean accepted(String customer) {
        var response = post(batch(event(customer, "")));
        return response.statusCode() == 202 && json(response).get("accepted").asInt() == 1;
    }

    private String refusal(String customer) {
        var errors = json(post(batch(event(customer, "")))).path("errors");
        return errors.isEmpty() ? null : errors.get(0).get("code").asString();
    }
}
