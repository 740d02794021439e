package com.lealup.load.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArrivalTest {

    @Test
    void readsTheNumberBehindTheMark() {
        assertThat(arrival("{\"sentence\":\"Up 3 to 55. #1204\"}").number()).isEqualTo(1204);
        assertThat(arrival("#0").number()).isZero();
        assertThat(arrival("no mark").number()).isEqualTo(-1);
        assertThat(arrival("# no number").number()).isEqualTo(-1);
    }

    @Test
    void tellsWhatStandsAroundTheNumber() {
        var arrival = arrival("{\"sentence\":\"Up. #1204\",\"n\":5}");

        assertThat(arrival.beforeNumber()).isEqualTo("{\"sentence\":\"Up. #");
        assertThat(arrival.afterNumber()).isEqualTo("\",\"n\":5}");
    }

    private static Arrival arrival(String body) {
        return new Arrival("/", "msg_1", body, Instant.EPOCH);
    }
}
