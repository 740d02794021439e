package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysIT extends GatewayTestBase {

    @Test
    void answersWhoIsCallingExactlyAsTheGuideDoes() {
        var workspace = newWorkspace();
        var key = createKey(workspace.key(), "customers:write", "customers:read", "events:write", "health:read");

        var me = get(key.path("key").asString(), "/v1/users/me");

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.response().body()).isEqualTo("""
                {"id":"%s","email":"ana@acme.example","type":"api_key","name":"quickstart","tenant_id":"%s",\
                "scopes":["customers:write","customers:read","events:write","health:read"]}""".formatted(key.path("id").asString(), workspace.tenantId()));
        assertThat(me.header("Cache-Control")).isEqualTo("no-store");
        assertThat(me.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(me.header("X-Request-Id")).isNotEmpty();
    }

    @Test
    void refusesARevokedKeyAtOnce() {
        var workspace = newWorkspace();
        var key = createKey(workspace.key(), "customers:read");
        var secret = key.path("key").asString();
        assertThat(get(secret, "/v1/users/me").status()).isEqualTo(200);

        var revoked =
                send(workspace.key(), "DELETE", "/v1/api-keys/" + key.path("id").asString(), null);
        var after = get(secret, "/v1/users/me");

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.header("WWW-Authenticate")).startsWith("Bearer").contains("error=\"invalid_token\"");
        assertThat(after.code()).isEqualTo("unauthenticated");
        assertThat(get(secret, "/v1/customers").status()).isEqualTo(401);
        assertThat(UPSTREAM.isQuiet()).isTrue();
    }

    @Test
    void revokesTwiceWithoutComplaint() {
        var workspace = newWorkspace();
        var path = "/v1/api-keys/"
                + createKey(workspace.key(), "customers:read").path("id").asString();

        assertThat(send(workspace.key(), "DELETE", path, null).status()).isEqualTo(204);
        var first = get(workspace.key(), path).json().path("revoked_at").asString();
        assertThat(send(workspace.key(), "DELETE", path, null).status()).isEqualTo(204);

        assertThat(get(workspace.key(), path).json().path("revoked_at").asString())
                .isEqualTo(first);
    }

    @Test
    void showsTheSecretOnceAndStoresItNowhere() throws SQLException {
        var workspace = newWorkspace();
        var created = createKey(workspace.key(), "customers:read");
        var secret = created.path("key").asString();
        var path = "/v1/api-keys/" + created.path("id").asString();

        var one = get(workspace.key(), path);
        var list = get(workspace.key(), "/v1/api-keys");

        assertThat(one.json().has("key")).isFalse();
        assertThat(one.json().path("prefix").asString()).isEqualTo("lealup_sk_test_");
        assertThat(one.json().path("last_four").asString()).isEqualTo(secret.substring(secret.length() - 4));
        assertThat(one.response().body() + list.response().body()).doesNotContain(secret);
        assertThat(dump("api_keys") + dump("outbox") + dump("idempotency_records"))
                .doesNotContain(secret);
    }

    @Test
    void keepsTheAnswerOfACreationWithoutItsSecret() throws SQLException {
        var workspace = newWorkspace();

        var created =
                send(workspace.key(), "POST", "/v1/api-keys", keyBody("customers:read"), "Idempotency-Key", "one");
        var rotated = send(
                workspace.key(),
                "POST",
                created.header("Location") + "/rotate",
                "{\"overlap_hours\":1}",
                "Idempotency-Key",
                "two");
        var again = send(
                workspace.key(),
                "POST",
                created.header("Location") + "/rotate",
                "{\"overlap_hours\":1}",
                "Idempotency-Key",
                "two");

        assertThat(again.response().body()).isEqualTo(rotated.response().body());
        assertThat(rowsOf(workspace, "idempotency_records")).isEqualTo(2);
        for (var answer : List.of(created, rotated)) {
            var secret = answer.json().path("key").asString();
            assertThat(secret).hasSize(54);
            var hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
            for (var table : List.of("idempotency_records", "api_keys", "outbox", "audit_entries")) {
                assertThat(dump(table)).doesNotContain(secret).doesNotContain(hex);
            }
        }
    }

    @Test
    void hidesTheKeysOfOtherWorkspaces() {
        var mine = newWorkspace();
        var theirs = newWorkspace();
        var path = "/v1/api-keys/"
                + createKey(theirs.key(), "customers:read").path("id").asString();

        assertThat(get(mine.key(), path).status()).isEqualTo(404);
        assertThat(send(mine.key(), "DELETE", path, null).status()).isEqualTo(404);
        assertThat(get(mine.key(), "/v1/api-keys").json().path("data").size()).isEqualTo(1);
        assertThat(get(theirs.key(), path).json().path("revoked_at").isNull()).isTrue();
    }

    @Test
    void refusesToGiveMoreThanOneHas() {
        var workspace = newWorkspace();
        var small = newKey(workspace, "api_keys:write", "customers:read");

        var allowed = send(small, "POST", "/v1/api-keys", keyBody("customers:read"));
        var more = send(small, "POST", "/v1/api-keys", keyBody("customers:read", "customers:write"));
        var admin = send(small, "POST", "/v1/api-keys", keyBody("admin:*"));

        assertThat(allowed.status()).isEqualTo(201);
        assertThat(more.status()).isEqualTo(403);
        assertThat(more.code()).isEqualTo("insufficient_scope");
        assertThat(more.json().path("detail").asString()).contains("customers:write");
        assertThat(admin.status()).isEqualTo(403);
        assertThat(get(workspace.key(), "/v1/api-keys").json().path("data").size())
                .isEqualTo(3);
    }

    @Test
    void refusesToRevokeAMightierKey() {
        var workspace = newWorkspace();
        var small = newKey(workspace, "api_keys:write", "customers:read");
        var mighty = createKey(workspace.key(), "customers:write");

        var answer = send(small, "DELETE", "/v1/api-keys/" + mighty.path("id").asString(), null);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(get(mighty.path("key").asString(), "/v1/users/me").status()).isEqualTo(200);
    }

    @Test
    void asksForTheScopeOfEachAct() {
        var workspace = newWorkspace();
        var reader = newKey(workspace, "api_keys:read");
        var writer = newKey(workspace, "api_keys:write");

        assertThat(get(reader, "/v1/api-keys").status()).isEqualTo(200);
        assertThat(send(reader, "POST", "/v1/api-keys", keyBody("api_keys:read"))
                        .status())
                .isEqualTo(403);
        assertThat(get(writer, "/v1/api-keys").status()).isEqualTo(403);
        assertThat(get(newKey(workspace, "customers:read"), "/v1/api-keys").status())
                .isEqualTo(403);
    }

    @Test
    void givesAKeyMadeByAKeyTheSamePersonBehindIt() {
        var workspace = newWorkspace();
        var maker = newKey(workspace, "api_keys:write");

        var made = createKey(maker, "api_keys:write").path("key").asString();

        assertThat(get(made, "/v1/users/me").json().path("email").asString()).isEqualTo("ana@acme.example");
    }

    @Test
    void repeatsAnAnswerByteForByteAndMakesOneKey() {
        var workspace = newWorkspace();

        var first = send(workspace.key(), "POST", "/v1/api-keys", keyBody("customers:read"), "Idempotency-Key", "k1");
        var second =
                send(workspace.key(), "POST", "/v1/api-keys", keyBody("customers:read"), "Idempotency-Key", "\"k1\"");
        var other = send(workspace.key(), "POST", "/v1/api-keys", keyBody("events:write"), "Idempotency-Key", "k1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Location"))
                .isEqualTo("/v1/api-keys/" + first.json().path("id").asString());
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.response().body()).isEqualTo(first.response().body());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(get(workspace.key(), "/v1/api-keys").json().path("data").size())
                .isEqualTo(2);
    }

    /** Whoever may make keys at all could else ask for the secret of a mightier one by repeating what was asked. */
    @Test
    void repeatsASecretToNobodyButTheKeyThatAskedForIt() {
        var workspace = newWorkspace();
        var other = newKey(workspace, "api_keys:write", "users:write", "customers:read");
        var mighty = send(workspace.key(), "POST", "/v1/api-keys", keyBody("admin:*"), "Idempotency-Key", "one");
        var rotation = mighty.header("Location") + "/rotate";
        var rotated = send(workspace.key(), "POST", rotation, "{}", "Idempotency-Key", "two");
        var invitation = "{\"email\":\"bo@acme.example\",\"role\":\"admin\"}";
        var invited = send(workspace.key(), "POST", "/v1/users", invitation, "Idempotency-Key", "three");
        var renewal = "/v1/users/" + invited.json().path("id").asString() + "/invitation";
        var renewed = send(workspace.key(), "POST", renewal, null, "Idempotency-Key", "four");

        for (var answer : List.of(mighty, rotated, invited, renewed)) {
            assertThat(answer.status()).isEqualTo(201);
        }
        var refusals = List.of(
                send(other, "POST", "/v1/api-keys", keyBody("admin:*"), "Idempotency-Key", "one"),
                send(other, "POST", rotation, "{}", "Idempotency-Key", "two"),
                send(other, "POST", "/v1/users", invitation, "Idempotency-Key", "three"),
                send(other, "POST", renewal, null, "Idempotency-Key", "four"));
        for (var refusal : refusals) {
            assertThat(refusal.status()).as(refusal.response().body()).isEqualTo(422);
            assertThat(refusal.code()).isEqualTo("idempotency_mismatch");
        }
    }

    @Test
    void makesOneKeyForManyRequestsAtOnce() throws Exception {
        var workspace = newWorkspace();
        Callable<Answer> attempt = () ->
                send(workspace.key(), "POST", "/v1/api-keys", keyBody("customers:read"), "Idempotency-Key", "storm");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = new ArrayList<Callable<Answer>>();
            for (int i = 0; i < 20; i++) {
                attempts.add(attempt);
            }
            for (var answer : threads.invokeAll(attempts)) {
                assertThat(answer.get().status()).isIn(201, 409);
            }
        }

        assertThat(get(workspace.key(), "/v1/api-keys").json().path("data").size())
                .isEqualTo(2);
    }

    @Test
    void pagesThroughTheNewestFirst() {
        var workspace = newWorkspace();
        for (int i = 0; i < 4; i++) {
            createKey(workspace.key(), "customers:read");
        }

        var ids = new ArrayList<String>();
        String cursor = "";
        do {
            var page = get(workspace.key(), "/v1/api-keys?limit=2" + cursor).json();
            page.path("data").forEach(key -> ids.add(key.path("id").asString()));
            cursor = page.path("has_more").asBoolean()
                    ? "&cursor=" + page.path("next_cursor").asString()
                    : null;
        } while (cursor != null);

        assertThat(ids).hasSize(5).doesNotHaveDuplicates().isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(get(workspace.key(), "/v1/api-keys?cursor=forged").status()).isEqualTo(400);
        assertThat(get(workspace.key(), "/v1/api-keys?limitt=2").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/name /scopes",
                "{\"name\":\"\",\"scopes\":[]}|/name /scopes",
                "{\"name\":\"x\",\"scopes\":[\"everything\"]}|/scopes",
                "{\"name\":\"x\",\"scopes\":[\"events:write\",\"events:write\"]}|/scopes",
                "{\"name\":\"x\",\"scopes\":[\"events:write\"],\"expires\":8}|/expires",
                "{\"name\":\"x\",\"scopes\":[\"events:write\"],\"expires\":\"2020-01-01\"}|/expires",
                "{\"name\":\"x\",\"scopes\":[\"events:write\"],\"expires\":7.5}|/expires",
                "{\"name\":\"x\",\"scopes\":[\"events:write\"],\"expries\":7}|/expries",
                "{\"name\":7,\"scopes\":\"events:write\"}|/name /scopes"
            })
    void namesEveryFieldThatIsWrong(String body, String pointers) {
        var answer = send(newWorkspace().key(), "POST", "/v1/api-keys", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder(pointers.split(" "));
    }

    @Test
    void keepsTheExpiryThatWasChosen() {
        var workspace = newWorkspace();
        var before = Instant.now();

        var week = send(workspace.key(), "POST", "/v1/api-keys", keyBody("customers:read"));
        var never = send(
                workspace.key(),
                "POST",
                "/v1/api-keys",
                "{\"name\":\"x\",\"scopes\":[\"customers:read\"],\"expires\":\"never\"}");

        assertThat(Instant.parse(week.json().path("expires_at").asString()))
                .isBetween(
                        before.plus(Duration.ofDays(7)).minusMillis(1),
                        Instant.now().plus(Duration.ofDays(7)));
        assertThat(never.json().path("expires_at").isNull()).isTrue();
    }

    @Test
    void refusesABodyThatIsNoJson() {
        var answer = sendTo(
                port,
                "Bearer " + newWorkspace().key(),
                "POST",
                "/v1/api-keys",
                keyBody("customers:read"),
                "Content-Type",
                "text/plain");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Basic abc",
                "lealup_sk_test_x",
                "Bearer lealup_sk_test_abc123...",
                "Bearer lealup_sk_test_0000000000000000000000000000000000000000",
                "bearer  ",
                "Bearer \"x\""
            })
    void refusesWhatIsNoKey(String authorization) {
        var answer = sendTo(port, authorization, "GET", "/v1/users/me", null);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void saysNoErrorToWhoPresentedNothing() {
        var answer = sendTo(port, null, "GET", "/v1/users/me", null);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"LealUp\"");
    }

    @Test
    void saysWhichEnvironmentThisIsToAKeyOfTheOther() {
        var live = ApiKeySecret.generate(
                        com.lealup.platform.environment.Environment.LIVE, new java.security.SecureRandom())
                .text();

        var answer = get(live, "/v1/users/me");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("detail").asString())
                .contains("This is the test environment")
                .contains("live environment");
    }

    @Test
    void tellsUnknownAndRevokedKeysNothingApart() {
        var workspace = newWorkspace();
        var key = createKey(workspace.key(), "customers:read");
        send(workspace.key(), "DELETE", "/v1/api-keys/" + key.path("id").asString(), null);
        var unknown = ApiKeySecret.generate(
                        com.lealup.platform.environment.Environment.TEST, new java.security.SecureRandom())
                .text();

        var revokedAnswer = get(key.path("key").asString(), "/v1/users/me").json();
        var unknownAnswer = get(unknown, "/v1/users/me").json();

        assertThat(unknownAnswer.path("detail")).isEqualTo(revokedAnswer.path("detail"));
    }

    private static long rowsOf(Workspace workspace, String table) throws SQLException {
        try (var connection = TestParts.shared().superuser();
                var statement =
                        connection.prepareStatement("select count(*) from gateway." + table + " where tenant_id = ?")) {
            statement.setObject(
                    1, TenantId.parse(workspace.tenantId()).orElseThrow().value());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static String dump(String table) throws SQLException {
        try (var connection = TestParts.shared().superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select coalesce(string_agg(t::text || encode(t::text::bytea, 'escape'), ' '), '') from gateway."
                                + table + " t")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
