package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.testing.AnotherGateway;
import com.lealup.gateway.testing.Door;
import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.local.part.Part;
import com.lealup.local.testing.TestParts;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a gateway believes when it hears nothing any more. */
class StaleKeysIT extends GatewayTestBase {

    @Autowired
    private KeyRows rows;

    @Autowired
    private KnownKeys known;

    @Autowired
    private KeysProperties settings;

    @AfterEach
    void mend() {
        mendParts();
    }

    @Test
    void readsAUsedKeyAgainOnceItMayBeOutOfDate() throws SQLException {
        var workspace = newWorkspace();
        var id = KeyId.parse(
                        createKey(workspace.key(), "customers:read").path("id").asString())
                .orElseThrow();
        var nanos = new AtomicLong();
        var freshness = new Freshness(settings, nanos::get);
        var recheck = new KeyRecheck(rows, known, freshness, settings);
        revokeUnheard(id);

        assertThat(recheck.check(known.find(id).orElseThrow()))
                .isEqualTo(new KeyRecheck.Answer.Now(known.find(id).orElseThrow()));
        assertThat(known.find(id).orElseThrow().key().isRevoked()).isFalse();

        nanos.addAndGet(settings.staleAfter().toNanos() + 1);
        var answer = recheck.check(known.find(id).orElseThrow());

        assertThat(answer)
                .isInstanceOfSatisfying(
                        KeyRecheck.Answer.Now.class,
                        now -> assertThat(now.key().key().isRevoked()).isTrue());
    }

    @Test
    void goesOnForTheGraceAndThenSaysItDoesNotKnow() {
        var workspace = newWorkspace();
        var secret = newKey(workspace, "customers:read");
        var direct = URI.create(TestParts.shared().jdbcUrl().substring("jdbc:".length()));
        try (var door = Door.before(direct.getPort())) {
            door.open();
            try (var gateway = AnotherGateway.start(Map.of(
                    "lealup.database.url",
                    TestParts.shared().jdbcUrl().replace(":" + direct.getPort() + "/", ":" + door.port() + "/"),
                    "lealup.keys.stale-grace",
                    "6s"))) {
                assertThat(status(gateway, secret)).isEqualTo(200);

                door.shut();
                TestParts.shared().freeze(Part.KAFKA);
                long start = System.nanoTime();

                await().atMost(Duration.ofSeconds(15))
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> {
                            long asked = System.nanoTime();
                            int status = status(gateway, secret);
                            assertThat(status).isIn(200, 503);
                            assertThat(Duration.ofNanos(System.nanoTime() - asked))
                                    .isLessThan(Duration.ofSeconds(2));
                            return status == 503;
                        });
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(5));

                TestParts.shared().thaw(Part.KAFKA);
                await().atMost(Duration.ofSeconds(60)).until(() -> status(gateway, secret) == 200);
                door.open();
            }
        }
    }

    private static int status(AnotherGateway gateway, String secret) {
        return sendTo(gateway.port(), "Bearer " + secret, "GET", "/v1/users/me", null)
                .status();
    }

    /** As if both ways of hearing of it had failed. */
    private static void revokeUnheard(KeyId id) throws SQLException {
        try (var connection = TestParts.shared().superuser();
                var statement = connection.prepareStatement(
                        "update gateway.api_keys set revoked_at = now(), revision = revision + 1 where key_id = ?")) {
            statement.setObject(1, id.value());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
