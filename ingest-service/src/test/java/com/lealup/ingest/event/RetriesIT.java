package com.lealup.ingest.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.ingest.testing.IngestDoor;
import com.lealup.platform.id.Ulids;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RetriesIT extends IngestDoor {

    @Test
    void answersARetryWithTheSameBytesAndStoresNothingAgain() {
        var customer = createCustomer();
        var body = batch(event(customer, ""), "7", event(customer, ",\"external_id\":\"x\""));

        var first = post(body, "Idempotency-Key", "retry-1");
        var again = post(body, "Idempotency-Key", "\"retry-1\"");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(stored(customer)).hasSize(2);
        assertThat(post(batch(event(customer, "")), "Idempotency-Key", "retry-1")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void givesTheSameIdsWhenTheAnswerWasLostBeforeItWasKept() throws SQLException {
        var customer = createCustomer();
        var body = batch(event(customer, ",\"properties\":{\"n\":1}"), event(customer, ",\"properties\":{\"n\":1}"));
        post(body, "Idempotency-Key", "lost-1");

        // When the process dies between Kafka's acknowledgement and the commit, this is what the database holds.
        try (var connection = PARTS.superuser();
                var delete = connection.prepareStatement(
                        "delete from ingest.idempotency_records where idempotency_key = 'lost-1'")) {
            assertThat(delete.executeUpdate()).isEqualTo(1);
        }
        var again = post(body, "Idempotency-Key", "lost-1");

        assertThat(again.statusCode()).isEqualTo(202);
        var ids = stored(customer).stream().map(event -> event.getEventId()).toList();
        assertThat(ids).hasSize(4);
        assertThat(ids.subList(2, 4)).isEqualTo(ids.subList(0, 2));
        assertThat(ids.getFirst()).isNotEqualTo(ids.get(1));
        assertThat(stored(customer)).allMatch(event -> event.getRepeatable());
    }

    @Test
    void givesAnEventWithItsOwnIdTheSameIdInAnyRequest() {
        var customer = createCustomer();
        post(batch(event(customer, ",\"external_id\":\"order-7\"")));
        post(batch(event(customer, ""), event(customer, ",\"external_id\":\"order-7\",\"user_external_id\":\"u\"")));

        var ids = stored(customer).stream()
                .filter(event -> "order-7".equals(event.getExternalId()))
                .map(event -> event.getEventId())
                .toList();
        assertThat(ids).hasSize(2);
        assertThat(ids.getFirst()).isEqualTo(ids.getLast());
    }

    @Test
    void keepsNoAnswerOfARequestThatWasRefused() {
        var customer = Ulids.format(Ulids.next());
        assertThat(post("{", "Idempotency-Key", "again-1").statusCode()).isEqualTo(400);
        CUSTOMER_SERVICE.knows(customer, "active");

        assertThat(post("/v1/events", batch(event(customer, "")).getBytes(UTF_8), "Idempotency-Key", "again-1")
                        .statusCode())
                .isEqualTo(202);
    }
}
