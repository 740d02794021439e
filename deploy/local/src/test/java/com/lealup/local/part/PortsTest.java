package com.lealup.local.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void givesEveryPurposeAPortOfItsOwn() {
        // Given
        var ports = new Ports(8080);

        // When
        var owners = ports.owners();

        // Then
        assertThat(owners).hasSize(8 + 5 + 4);
        assertThat(owners.keySet()).allMatch(port -> port >= 8080 && port <= ports.last());
        assertThat(owners).containsEntry(8080, "gateway-service").containsEntry(8096, "kafka");
    }

    @Test
    void refusesAPortThatLeavesNoRoomForTheOthers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ports(65530))
                .withMessage("the port should be from 1024 to 65517, not 65530");
        assertThatIllegalArgumentException().isThrownBy(() -> new Ports(80));
    }
}
