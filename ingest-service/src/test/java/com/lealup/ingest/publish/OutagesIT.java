package com.lealup.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.ingest.testing.IngestDoor;
import com.lealup.local.part.Part;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutagesIT extends IngestDoor {

    @AfterEach
    void mend() {
        PARTS.mend();
    }

    @Test
    void saysWithin5SecondsThatKafkaStandsStillAndAtOnceFromThenOn() {
        // Given
        var customer = createCustomer();
        var body = batch(event(customer, ",\"external_id\":\"a\""), event(customer, ",\"external_id\":\"b\""));
        assertThat(post(body).statusCode()).isEqualTo(202);

        // When
        PARTS.freeze(Part.KAFKA);
        var first = timed(body);
        var second = timed(body);
        var withoutIds = timed(batch(event(customer, "")));
        var withKey = timed(batch(event(customer, "")), "Idempotency-Key", "outage-1");

        // Then
        assertThat(first.took()).isLessThan(Duration.ofSeconds(5));
        for (var answer : new Timed[] {first, second, withoutIds, withKey}) {
            assertThat(answer.response().statusCode()).isEqualTo(503);
            assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
            assertThat(json(answer.response()).get("code").asString()).isEqualTo("unavailable");
            assertThat(json(answer.response()).get("stored").isEmpty()).isTrue();
        }
        for (var answer : new Timed[] {second, withoutIds, withKey}) {
            assertThat(answer.took()).isLessThan(Duration.ofMillis(700));
        }
        assertThat(json(first.response()).get("retry_safe").asBoolean()).isTrue();
        assertThat(json(withoutIds.response()).get("retry_safe").asBoolean()).isFalse();
        assertThat(json(withKey.response()).get("retry_safe").asBoolean()).isTrue();

        PARTS.thaw(Part.KAFKA);
        await().atMost(Duration.ofSeconds(60)).until(() -> post(body).statusCode() == 202);
        assertThat(post(batch(event(customer, "")), "Idempotency-Key", "outage-1")
                        .statusCode())
                .isEqualTo(202);
        assertThat(stored(customer).stream()
                        .filter(event -> "a".equals(event.getExternalId()))
                        .map(event -> event.getEventId())
                        .distinct())
                .as("however often it was stored, it counts once")
                .hasSize(1);
    }

    @Test
    void needsTheDatabaseForRequestsWithAKeyOnly() {
        var customer = createCustomer();
        var body = batch(event(customer, ""));

        PARTS.kill(Part.POSTGRES);

        var keyed = timed(body, "Idempotency-Key", "no-database");
        assertThat(keyed.response().statusCode()).isEqualTo(503);
        assertThat(keyed.took()).isLessThan(Duration.ofSeconds(5));
        assertThat(json(keyed.response()).get("retry_safe").asBoolean()).isTrue();
        assertThat(json(keyed.response()).get("stored").isEmpty()).isTrue();
        assertThat(post(body).statusCode()).isEqualTo(202);

        PARTS.start(Part.POSTGRES);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> post(body, "Idempotency-Key", "no-database").statusCode() == 202);
    }

    @Test
    void runsOnWithoutTheRegistry() {
        var customer = createCustomer();

        PARTS.kill(Part.REGISTRY);

        assertThat(post(batch(event(customer, ""))).statusCode()).isEqualTo(202);
    }

    private Timed timed(String body, String... headers) {
        var start = Instant.now();
        var response = post(body, headers);
        return new Timed(response, Duration.between(start, Instant.now()));
    }

    private record Timed(HttpResponse<byte[]> response, Duration took) {}
}
