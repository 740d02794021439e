package com.lealup.webhook.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressSettingsTest {

    @Test
    void readsPortsAndRanges() {
        var settings = new EgressSettings(true, List.of("443"), List.of(), List.of("8080-8082", "9000"));

        assertThat(settings.rules().refusedPorts()).containsExactly(8080, 8081, 8082, 9000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "0", "65536", "80-", "-80", "1-2-3"})
    void refusesWhatIsNotAPort(String port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EgressSettings(true, List.of("443"), List.of(), List.of(port)))
                .withMessageContaining("should be ports or ranges of ports");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0/8", "private", "fd00::/129", "10.0.0.0/x"})
    void refusesWhatIsNotANetwork(String network) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EgressSettings(true, List.of("443"), List.of(network), List.of()))
                .withMessageContaining("should be a block of addresses");
    }
}
