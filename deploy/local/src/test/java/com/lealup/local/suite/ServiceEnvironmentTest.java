package com.lealup.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.local.home.Checkout;
import com.lealup.local.part.Part;
import com.lealup.local.part.Ports;
import com.lealup.local.secret.Environment;
import com.lealup.local.secret.Secrets;
import com.lealup.local.state.DataFolder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTest {

    @TempDir
    Path folder;

    @Test
    void givesTheSigningKeyToTheGatewayAlone() {
        assertThat(of(Part.GATEWAY_SERVICE)).containsKeys("LEALUP_IDENTITY_SIGNING_KEY", "LEALUP_OPERATOR_TOKEN");
        for (Part service : Part.services()) {
            if (service != Part.GATEWAY_SERVICE) {
                assertThat(of(service))
                        .containsKey("LEALUP_IDENTITY_PUBLIC_KEYS")
                        .doesNotContainKeys(
                                "LEALUP_IDENTITY_SIGNING_KEY",
                                "LEALUP_OPERATOR_TOKEN",
                                "LEALUP_KEYS_PEPPERS",
                                "LEALUP_DATABASE_SECRET");
            }
        }
    }

    @Test
    void bindsEverythingToThisMachine() {
        for (Part service : Part.services()) {
            assertThat(of(service))
                    .containsEntry("SERVER_ADDRESS", "127.0.0.1")
                    .containsEntry("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        }
    }

    @Test
    void keepsWebhooksAwayFromLealUpItself() {
        assertThat(of(Part.WEBHOOK_SERVICE))
                .containsEntry("LEALUP_EGRESS_REFUSED_PORTS", "9000-9018")
                .containsEntry("LEALUP_EGRESS_ALLOW_LOOPBACK", "true");
    }

    private Map<String, String> of(Part service) {
        var data = new DataFolder(folder);
        var secrets = Secrets.of(Environment.TEST, data.secrets(), Map.of());
        return new ServiceEnvironment(
                        new Settings(new Checkout(folder), data, new Ports(9000), Environment.TEST, secrets))
                .of(service);
    }
}
