package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.testing.AnotherGateway;
import com.lealup.gateway.testing.Door;
import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.local.part.Part;
import com.lealup.local.testing.TestParts;
import com.lealup.schemas.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one gateway does, another one knows. */
class TwoGatewaysIT extends GatewayTestBase {

    private static final Duration PROMISE = Duration.ofSeconds(1);

    private static Door postgres;
    private static AnotherGateway second;

    @BeforeAll
    static void startAnother() {
        var direct = URI.create(TestParts.shared().jdbcUrl().substring("jdbc:".length()));
        postgres = Door.before(direct.getPort());
        postgres.open();
        second = AnotherGateway.start(Map.of(
                "lealup.database.url",
                TestParts.shared().jdbcUrl().replace(":" + direct.getPort() + "/", ":" + postgres.port() + "/"),
                // One that is cut off from Postgres would keep the relay's lease for a while.
                "lealup.outbox.enabled",
                "false"));
    }

    @AfterEach
    void mend() {
        mendParts();
    }

    @AfterAll
    static void stopIt() {
        second.close();
        postgres.close();
    }

    @Test
    void takesAKeyThatAnotherGatewayMadeAMomentAgo() {
        var workspace = newWorkspace();

        for (int i = 0; i < 20; i++) {
            var key = newKey(workspace, "customers:read");
            assertThat(statusOnSecond(key)).isEqualTo(200);
        }
    }

    @Test
    void refusesAKeyWithinASecondThatAnotherGatewayRevoked() {
        var workspace = newWorkspace();
        var key = createKey(workspace.key(), "customers:read");
        var secret = key.path("key").asString();
        assertThat(statusOnSecond(secret)).isEqualTo(200);

        revoke(workspace, key.path("id").asString());

        awaitRefusalOnSecond(secret);
    }

    @Test
    void refusesARevokedKeyWithinASecondWhileKafkaStandsStill() {
        var workspace = newWorkspace();
        var key = createKey(workspace.key(), "customers:read");
        var secret = key.path("key").asString();
        assertThat(statusOnSecond(secret)).isEqualTo(200);

        TestParts.shared().freeze(Part.KAFKA);

        assertThat(get(secret, "/v1/users/me").status()).isEqualTo(200);
        assertThat(statusOnSecond(secret)).isEqualTo(200);
        revoke(workspace, key.path("id").asString());
        awaitRefusalOnSecond(secret);
        assertThat(get(secret, "/v1/users/me").status()).isEqualTo(401);
    }

    @Test
    void refusesARevokedKeyWithinASecondWithoutPostgres() {
        var workspace = newWorkspace();
        var key = createKey(workspace.key(), "customers:read");
        var secret = key.path("key").asString();
        assertThat(statusOnSecond(secret)).isEqualTo(200);

        postgres.shut();
        try {
            revoke(workspace, key.path("id").asString());
            awaitRefusalOnSecond(secret);
        } finally {
            postgres.open();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> sendTo(second.port(), "Bearer " + workspace.key(), "GET", "/v1/api-keys", null)
                                    .status()
                            == 200);
        }
    }

    @Test
    void knowsTheAllowListThatAnotherGatewaySet() {
        var workspace = newWorkspace();
        var key = createKey(workspace.key(), "customers:read");
        var secret = key.path("key").asString();
        assertThat(statusOnSecond(secret)).isEqualTo(200);

        send(
                workspace.key(),
                "PATCH",
                "/v1/api-keys/" + key.path("id").asString(),
                "{\"allow_list\":[\"203.0.113.0/24\"]}");

        await().atMost(PROMISE).pollInterval(Duration.ofMillis(10)).until(() -> statusOnSecond(secret) == 403);
    }

    @Test
    void writeAboutOneHeartbeatASecondTogether() throws Exception {
        var interval = Duration.ofSeconds(6);

        long before = endOfTopic();
        await().pollDelay(interval).atMost(interval.plusSeconds(5)).until(() -> true);

        assertThat(endOfTopic() - before).isBetween(3L, 9L);
    }

    private static long endOfTopic() throws ExecutionException, InterruptedException {
        var partition = new TopicPartition(Topics.API_KEYS.name(), 0);
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestParts.shared().bootstrapServers()))) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    private void revoke(Workspace workspace, String id) {
        assertThat(send(workspace.key(), "DELETE", "/v1/api-keys/" + id, null).status())
                .isEqualTo(204);
    }

    private static void awaitRefusalOnSecond(String secret) {
        await().atMost(PROMISE).pollInterval(Duration.ofMillis(10)).until(() -> statusOnSecond(secret) == 401);
    }

    private static int statusOnSecond(String secret) {
        return sendTo(second.port(), "Bearer " + secret, "GET", "/v1/users/me", null)
                .status();
    }
}
