package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {

    private static final Instant NOW = SampleKeys.NOW;

    @ParameterizedTest
    @ValueSource(strings = {"7", "30", "90", "365", "7d", "30d", "90d", "365d"})
    void countsDays(String text) {
        var days = Integer.parseInt(text.replace("d", ""));

        assertThat(Expiry.parse(text).orElseThrow().from(NOW)).isEqualTo(NOW.plus(Duration.ofDays(days)));
    }

    @Test
    void lastsToTheEndOfADate() {
        assertThat(Expiry.parse("2027-01-31").orElseThrow().from(NOW)).isEqualTo("2027-02-01T00:00:00Z");
    }

    @Test
    void knowsNever() {
        assertThat(Expiry.parse("never").orElseThrow().from(NOW)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d",
                "8",
                "-7",
                "7.0",
                "7days",
                "Never",
                "2027-02-30",
                "2027-1-1",
                "9999-12-31",
                "+12027-01-01",
                "+999999999-12-31"
            })
    void refusesEverythingElse(String text) {
        assertThat(Expiry.parse(text)).isEmpty();
    }
}
