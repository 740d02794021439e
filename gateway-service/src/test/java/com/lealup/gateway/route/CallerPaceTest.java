package com.lealup.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallerPaceTest {

    private final CallerPace pace = new CallerPace();

    @Test
    void waitsForAPauseInAnyBody() {
        pace.passed(1, Duration.ofSeconds(19).toNanos());

        assertThat(pace.isTooSlow()).isFalse();
    }

    @Test
    void doesNotWaitForAByteASecond() {
        for (int second = 0; second < 20; second++) {
            pace.passed(1, Duration.ofSeconds(1).toNanos());
            assertThat(pace.isTooSlow()).isFalse();
        }
        pace.passed(1, Duration.ofSeconds(1).toNanos());

        assertThat(pace.isTooSlow()).isTrue();
    }

    @Test
    void waitsForASlowLine() {
        for (int second = 0; second < 600; second++) {
            pace.passed(600, Duration.ofSeconds(1).toNanos());
        }

        assertThat(pace.isTooSlow()).isFalse();
    }
}
