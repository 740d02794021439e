package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private final AtomicLong nanos = new AtomicLong(-1);
    private final KeysProperties properties = SampleKeys.properties(1);
    private final Freshness freshness = new Freshness(properties, nanos::get);
    private final Heartbeats heartbeats = new Heartbeats(freshness, () -> SampleKeys.NOW);

    @Test
    void isLostWithoutASign() {
        pass(properties.staleAfter());
        assertThat(freshness.isFresh()).isTrue();

        pass(Duration.ofNanos(1));

        assertThat(freshness.isFresh()).isFalse();
    }

    @Test
    void comesBackWithEitherSign() {
        pass(Duration.ofMinutes(1));
        heartbeats.heard(1, SampleKeys.NOW);
        assertThat(freshness.isFresh()).isTrue();

        pass(Duration.ofMinutes(1));
        freshness.databaseSpoke();
        assertThat(freshness.isFresh()).isTrue();
    }

    @Test
    void isNotKeptUpByAHeartbeatThatIsRepeated() {
        heartbeats.heard(7, SampleKeys.NOW);
        pass(Duration.ofMinutes(1));

        heartbeats.heard(7, SampleKeys.NOW);
        heartbeats.heard(6, SampleKeys.NOW);

        assertThat(freshness.isFresh()).isFalse();
    }

    @Test
    void isNotKeptUpByAHeartbeatOfAnotherDay() {
        pass(Duration.ofMinutes(1));

        heartbeats.heard(8, SampleKeys.NOW.minusSeconds(11));

        assertThat(freshness.isFresh()).isFalse();
        assertThat(heartbeats.nextSequence()).isEqualTo(9);
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
