package com.lealup.load.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private final Messages messages = new Messages();

    @Test
    void accountsForEachMessageByItsNumber() {
        // Given
        var arrived = produced();
        var repeated = produced();
        var lost = produced();
        var neverAcknowledged = messages.next(0);

        // When
        arrives(arrived, "msg_a");
        arrives(repeated, "msg_b");
        arrives(repeated, "msg_b");

        // Then
        assertThat(messages.books(0, messages.count())).isEqualTo(new Messages.Books(3, 1, 1, 0));
        assertThat(messages.books(lost, neverAcknowledged + 1).balanced()).isFalse();
        assertThat(messages.books(arrived, lost).balanced()).isTrue();
        assertThat(messages.underWay()).isEqualTo(2);
    }

    @Test
    void noticesAMessageThatComesAgainUnderAnotherId() {
        var number = produced();
        arrives(number, "msg_a");
        arrives(number, "msg_b");

        assertThat(messages.books(0, 1).underOtherIds()).isEqualTo(1);
        assertThat(messages.books(0, 1).balanced()).isFalse();
    }

    @Test
    void countsWhatNobodyHasSent() {
        produced();
        arrives(7, "msg_a");

        assertThat(messages.unknown()).isEqualTo(1);
        assertThat(messages.received()).isZero();
    }

    @Test
    void measuresFromKafkaToTheFirstArrivalOfSomeEndpoints() {
        for (var endpoint = 0; endpoint < 2; endpoint++) {
            var number = messages.next(endpoint);
            messages.appended(number, 1_000);
            arrives(number, "msg_" + number);
            arrives(number, "msg_" + number);
        }

        var latencies = messages.latencies(0, 2, endpoint -> endpoint == 1);

        assertThat(latencies.count()).isEqualTo(1);
        assertThat(latencies.percentile(50)).isBetween(19.9, 20.1);
    }

    private int produced() {
        var number = messages.next(0);
        messages.appended(number, 1_000);
        return number;
    }

    private void arrives(int number, String id) {
        messages.received(new Arrival("/", id, "{\"sentence\":\"Up. #" + number + "\"}", Instant.ofEpochMilli(1_020)));
    }
}
