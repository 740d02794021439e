package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.GatewayService;
import com.lealup.gateway.testing.GatewayTestBase;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What one gateway does, another one knows. */
class TwoGatewaysIT extends GatewayTestBase {

    private static ConfigurableApplicationContext second;
    private static int secondPort;

    @BeforeAll
    static void startAnother() {
        var properties = new HashMap<String, Object>(properties());
        properties.put("server.port", "0");
        second = new SpringApplicationBuilder(GatewayService.class)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
        secondPort = second.getEnvironment().getProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stopIt() {
        second.close();
    }

    @Test
    void takesAKeyThatAnotherGatewayMadeAMomentAgo() {
        var workspace = newWorkspace();

        for (int i = 0; i < 20; i++) {
            var key = newKey(workspace, "customers:read");
            assertThat(sendTo(secondPort, "Bearer " + key, "GET", "/v1/users/me", null)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesAKeyWithinASecondThatAnotherGatewayRevoked() {
        var workspace = newWorkspace();
        var key = createKey(workspace.key(), "customers:read");
        var secret = "Bearer " + key.path("key").asString();
        assertThat(sendTo(secondPort, secret, "GET", "/v1/users/me", null).status())
                .isEqualTo(200);

        send(workspace.key(), "DELETE", "/v1/api-keys/" + key.path("id").asString(), null);

        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() ->
                        sendTo(secondPort, secret, "GET", "/v1/users/me", null).status() == 401);
    }
}
