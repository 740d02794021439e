package com.lealup.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class PublishPropertiesTest {

    @ParameterizedTest
    @CsvSource({"3000, 250", "3400, 100", "3000, 500", "1000, 0"})
    void staysBelowFiveSecondsWithEverySettingItTakes(long delivery, long block) {
        var properties = properties(delivery, block);

        assertThat(properties.sendingTime().plusMillis(block).plus(properties.patience()))
                .isLessThan(Duration.ofSeconds(5));
        assertThat(properties.sendingTime())
                .as("a connection and the look-ups come first")
                .isGreaterThan(Duration.ofMillis(500 + 700));
        assertThat(properties.patience()).isGreaterThan(Duration.ofMillis(delivery));
    }

    @Test
    void refusesTimeoutsThatDoNotFit() {
        assertThatThrownBy(() -> properties(3400, 250)).hasMessageContaining("3500ms together");
    }

    private static PublishProperties properties(long delivery, long block) {
        return new PublishProperties(
                Duration.ofMillis(delivery),
                Duration.ofMillis(delivery / 2),
                Duration.ofMillis(block),
                DataSize.ofMegabytes(32),
                DataSize.ofMegabytes(16),
                Duration.ofMillis(500),
                Duration.ofSeconds(2));
    }
}
