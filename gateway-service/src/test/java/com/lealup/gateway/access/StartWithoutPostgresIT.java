package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.testing.AnotherGateway;
import com.lealup.gateway.testing.Door;
import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.local.testing.TestParts;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartWithoutPostgresIT extends GatewayTestBase {

    @Test
    void worksFromTheTopicAndCatchesUpWhenPostgresIsBack() throws SQLException {
        var workspace = newWorkspace();
        var key = createKey(workspace.key(), "customers:read");
        var secret = key.path("key").asString();
        awaitRelayed();
        var direct = URI.create(TestParts.shared().jdbcUrl().substring("jdbc:".length()));

        try (var door = Door.before(direct.getPort());
                var gateway = AnotherGateway.start(Map.of(
                        "lealup.database.url",
                        TestParts.shared().jdbcUrl().replace(":" + direct.getPort() + "/", ":" + door.port() + "/")))) {
            assertThat(status(gateway, secret, "/v1/users/me")).isEqualTo(200);
            assertThat(status(gateway, workspace.key(), "/v1/api-keys")).isEqualTo(503);

            // What only Postgres knows, as if an old record had been put back on the topic.
            revokeUnheard(key.path("id").asString());
            door.open();

            await().atMost(Duration.ofSeconds(60)).until(() -> status(gateway, workspace.key(), "/v1/api-keys") == 200);
            await().atMost(Duration.ofSeconds(60)).until(() -> status(gateway, secret, "/v1/users/me") == 401);
        }
    }

    private static int status(AnotherGateway gateway, String secret, String path) {
        return sendTo(gateway.port(), "Bearer " + secret, "GET", path, null).status();
    }

    private static void awaitRelayed() {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            try (var connection = TestParts.shared().superuser();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(*) from gateway.outbox")) {
                rows.next();
                return rows.getLong(1) == 0;
            }
        });
    }

    private static void revokeUnheard(String id) throws SQLException {
        try (var connection = TestParts.shared().superuser();
                var statement = connection.prepareStatement(
                        "update gateway.api_keys set revoked_at = now(), revision = revision + 1 where key_id = ?")) {
            statement.setObject(1, KeyId.parse(id).orElseThrow().value());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
