package com.lealup.load.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DoorRoundsTest {

    @Test
    void comparesRoundByRoundAndTakesTheMedian() {
        var rounds = new DoorRounds();
        rounds.add(50, 100, 0, Map.of("kafka", 2.0));
        rounds.add(90, 100, 1, Map.of("kafka", 9.0));
        rounds.add(10, 100, 2, Map.of("kafka", 1.0));

        assertThat(rounds.toReport(0.5))
                .containsEntry("ratio", 0.5)
                .containsEntry("reached", true)
                .containsEntry("ratio_min", 0.1)
                .containsEntry("ratio_max", 0.9)
                .containsEntry("failed_requests", 3L)
                .containsEntry("cpu_s_per_million_kafka", 2.0);
        assertThat(rounds.toReport(0.51)).containsEntry("reached", false);
    }
}
