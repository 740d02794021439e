package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.local.part.Part;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.environment.Environment;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageIT extends GatewayTestBase {

    @AfterEach
    void mend() {
        mendParts();
    }

    @Test
    void stillKnowsItsKeysWhilePostgresIsAway() throws InterruptedException {
        var workspace = newWorkspace();
        var unknown =
                ApiKeySecret.generate(Environment.TEST, new SecureRandom()).text();

        TestParts.shared().kill(Part.POSTGRES);

        assertThat(get(workspace.key(), "/v1/users/me").status()).isEqualTo(200);
        assertThat(get(workspace.key(), "/v1/customers").status()).isEqualTo(200);
        UPSTREAM.next();
        for (int i = 0; i < 3; i++) {
            // Whether such a key exists nobody can say now: never a 401.
            var answer = get(unknown, "/v1/users/me");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotEmpty();
        }
        long start = System.nanoTime();
        assertThat(get(workspace.key(), "/v1/api-keys").status()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));

        TestParts.shared().mend();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(workspace.key(), "/v1/api-keys").status() == 200);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(unknown, "/v1/users/me").status() == 401);
    }

    /** Longer than a view may be without a sign: the heartbeats on the topic are what is believed. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersForAsLongAsPostgresIsStopped(boolean frozen) {
        var workspace = newWorkspace();
        var unknown =
                ApiKeySecret.generate(Environment.TEST, new SecureRandom()).text();

        if (frozen) {
            TestParts.shared().freeze(Part.POSTGRES);
        } else {
            TestParts.shared().kill(Part.POSTGRES);
        }

        await().during(Duration.ofSeconds(8))
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> get(workspace.key(), "/v1/users/me").status() == 200);
        assertUnavailableInTime(unknown, "/v1/users/me");
        assertUnavailableInTime(workspace.key(), "/v1/api-keys");
    }

    /** After the 2 s that a statement may take; a busy machine adds to that, and hanging would take far longer. */
    private void assertUnavailableInTime(String key, String path) {
        long start = System.nanoTime();
        assertThat(get(key, path).status()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void stillKnowsMakesAndRevokesKeysWhileKafkaIsAway() {
        var workspace = newWorkspace();

        TestParts.shared().kill(Part.KAFKA);

        var key = createKey(workspace.key(), "customers:read");
        var secret = key.path("key").asString();
        assertThat(get(secret, "/v1/users/me").status()).isEqualTo(200);
        assertThat(send(
                                workspace.key(),
                                "DELETE",
                                "/v1/api-keys/" + key.path("id").asString(),
                                null)
                        .status())
                .isEqualTo(204);
        assertThat(get(secret, "/v1/users/me").status()).isEqualTo(401);
    }
}
