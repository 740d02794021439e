package com.lealup.load.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void takesTheMedianOfWhatEachRoundSays() {
        var rounds = new Rounds();
        rounds.add(50, 100);
        rounds.add(90, 100);
        rounds.add(10, 200);

        assertThat(rounds.ratio()).isEqualTo(0.5);
        assertThat(rounds.figure()).isEqualTo(50);
        assertThat(rounds.reference()).isEqualTo(100);
    }
}
