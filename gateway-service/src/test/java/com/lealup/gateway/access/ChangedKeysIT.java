package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.identity.TenantId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What happens to a key between its creation and its end. */
class ChangedKeysIT extends GatewayTestBase {

    private static final String ELSEWHERE = "[\"203.0.113.0/24\",\"2001:db8::/32\"]";
    private static final String HERE = "[\"203.0.113.0/24\",\"127.0.0.0/8\"]";

    @Test
    void refusesAnAddressThatIsNotOnTheList() {
        var workspace = newWorkspace();
        var created = post(workspace.key(), "/v1/api-keys", body(ELSEWHERE));

        var answer = get(created.path("key").asString(), "/v1/users/me");

        assertThat(created.path("allow_list").toString()).isEqualTo(ELSEWHERE);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("address_not_allowed");
        assertThat(answer.json().path("detail").asString()).contains("127.0.0.1");
        assertThat(get(
                                post(workspace.key(), "/v1/api-keys", body(HERE))
                                        .path("key")
                                        .asString(),
                                "/v1/users/me")
                        .status())
                .isEqualTo(200);
    }

    /** The listed address stands in what anybody may write; no trusted proxy wrote it. */
    @Test
    void believesNobodyWhoOnlySaysWhereTheyComeFrom() {
        var workspace = newWorkspace();
        var key = post(workspace.key(), "/v1/api-keys", body(ELSEWHERE))
                .path("key")
                .asString();

        for (var header : List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "True-Client-IP", "X-Client-IP")) {
            var claim = header.equals("Forwarded") ? "for=203.0.113.7" : "203.0.113.7";
            assertThat(send(key, "GET", "/v1/users/me", null, header, claim).status())
                    .as(header)
                    .isEqualTo(403);
        }
    }

    @Test
    void changesNameAndAddressesAtOnce() {
        var workspace = newWorkspace();
        var created = post(workspace.key(), "/v1/api-keys", body(HERE));
        var secret = created.path("key").asString();

        var renamed = patch(workspace.key(), created, "{\"name\":\"nightly\"}");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.json().path("name").asString()).isEqualTo("nightly");
        assertThat(renamed.json().path("allow_list").toString()).isEqualTo(HERE);
        assertThat(get(secret, "/v1/users/me").json().path("name").asString()).isEqualTo("nightly");

        assertThat(patch(workspace.key(), created, "{\"allow_list\":" + ELSEWHERE + "}")
                        .status())
                .isEqualTo(200);
        assertThat(get(secret, "/v1/users/me").status()).isEqualTo(403);

        var opened = patch(workspace.key(), created, "{\"allow_list\":null}");
        assertThat(opened.json().path("allow_list").size()).isZero();
        assertThat(get(secret, "/v1/users/me").status()).isEqualTo(200);
        // Its use may be written down at any moment.
        assertThat(withoutUse(get(workspace.key(), path(created)).json())).isEqualTo(withoutUse(opened.json()));
    }

    private static JsonNode withoutUse(JsonNode key) {
        return ((ObjectNode) key.deepCopy()).without("last_used_at");
    }

    @Test
    void writesASingleAddressAsANetwork() {
        var created = post(newWorkspace().key(), "/v1/api-keys", body("[\"203.0.113.7\",\"2001:DB8::1\"]"));

        assertThat(created.path("allow_list").toString()).isEqualTo("[\"203.0.113.7/32\",\"2001:db8::1/128\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"allow_list\":[\"10.0.0.0/8\",\"10.0.0.1/8\",\"x\"]}|/allow_list/1 /allow_list/2",
                "{\"allow_list\":[\"10.1\",\"::ffff:10.0.0.1\",\"010.0.0.1\",\"10.0.0.0/33\"]}"
                        + "|/allow_list/0 /allow_list/1 /allow_list/2 /allow_list/3",
                "{\"allow_list\":[7]}|/allow_list/0",
                "{\"allow_list\":\"10.0.0.0/8\"}|/allow_list",
                "{\"allow_list\":[\"10.0.0.0/8\",\"10.0.0.0/8\"]}|/allow_list",
                "{\"name\":null}|/name",
                "{\"name\":\" \",\"scopes\":[\"admin:*\"]}|/name /scopes"
            })
    void namesEveryFieldOfAPatchThatIsWrong(String patch, String pointers) {
        var workspace = newWorkspace();
        var created = createKey(workspace.key(), "customers:read");

        var answer = patch(workspace.key(), created, patch);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder(pointers.split(" "));
    }

    @Test
    void refusesMoreThanFiftyNetworks() {
        var networks = new ArrayList<String>();
        for (int i = 0; i < 51; i++) {
            networks.add("10.0." + i + ".0/24");
        }

        var most = JSON.writeValueAsString(networks.subList(0, 50));
        var tooMany = send(newWorkspace().key(), "POST", "/v1/api-keys", body(JSON.writeValueAsString(networks)));

        assertThat(post(newWorkspace().key(), "/v1/api-keys", body(most))
                        .path("allow_list")
                        .size())
                .isEqualTo(50);
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.json().at("/errors/0/pointer").asString()).isEqualTo("/allow_list");
    }

    @Test
    void rotatesWithAnOverlap() {
        var workspace = newWorkspace();
        var old = post(workspace.key(), "/v1/api-keys", body(HERE));
        var before = Instant.now();

        var rotated = send(workspace.key(), "POST", path(old) + "/rotate", "{\"overlap_hours\":2}");

        var successor = rotated.json();
        assertThat(rotated.status()).isEqualTo(201);
        assertThat(rotated.header("Location"))
                .isEqualTo("/v1/api-keys/" + successor.path("id").asString());
        assertThat(successor.path("key").asString())
                .startsWith("lealup_sk_test_")
                .isNotEqualTo(old.path("key").asString());
        assertThat(successor.path("supersedes")).isEqualTo(old.path("id"));
        for (var same : List.of("name", "scopes", "allow_list", "created_by")) {
            assertThat(successor.path(same)).as(same).isEqualTo(old.path(same));
        }
        assertThat(Duration.between(before, instant(successor, "expires_at")))
                .isBetween(
                        Duration.ofDays(7).minusSeconds(1), Duration.ofDays(7).plusSeconds(30));

        var ending = get(workspace.key(), path(old)).json();
        assertThat(ending.path("superseded_by")).isEqualTo(successor.path("id"));
        assertThat(Duration.between(before, instant(ending, "expires_at")))
                .isBetween(
                        Duration.ofHours(2).minusSeconds(1), Duration.ofHours(2).plusSeconds(30));
        assertThat(get(old.path("key").asString(), "/v1/users/me").status()).isEqualTo(200);
        assertThat(get(successor.path("key").asString(), "/v1/users/me").status())
                .isEqualTo(200);
    }

    @Test
    void endsTheOldKeyAtOnceWithoutAnOverlap() {
        var workspace = newWorkspace();
        var old = createKey(workspace.key(), "customers:read");

        var successor = post(workspace.key(), path(old) + "/rotate", "{\"overlap_hours\":0,\"expires\":\"never\"}");

        assertThat(successor.path("expires_at").isNull()).isTrue();
        assertThat(get(old.path("key").asString(), "/v1/users/me").status()).isEqualTo(401);
        assertThat(get(successor.path("key").asString(), "/v1/users/me").status())
                .isEqualTo(200);
    }

    @Test
    void neverGivesAnOldKeyALongerLifeByRotation() {
        var workspace = newWorkspace();
        var today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        var old = post(
                workspace.key(),
                "/v1/api-keys",
                "{\"name\":\"x\",\"scopes\":[\"customers:read\"],\"expires\":\"" + today + "\"}");

        post(workspace.key(), path(old) + "/rotate", "{\"overlap_hours\":72}");

        assertThat(get(workspace.key(), path(old)).json().path("expires_at")).isEqualTo(old.path("expires_at"));
    }

    @Test
    void overlapsForADayWhenNothingIsSaid() {
        var workspace = newWorkspace();
        var week = createKey(workspace.key(), "customers:read");

        post(workspace.key(), path(week) + "/rotate", null);

        assertThat(instant(get(workspace.key(), path(week)).json(), "expires_at"))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));
    }

    @Test
    void givesAKeyOneSuccessorHoweverManyRotateItAtOnce() throws Exception {
        var workspace = newWorkspace();
        var old = createKey(workspace.key(), "customers:read");
        Callable<Integer> attempt =
                () -> send(workspace.key(), "POST", path(old) + "/rotate", "{}").status();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = new ArrayList<Integer>();
            for (var rotation : threads.invokeAll(Collections.nCopies(8, attempt))) {
                statuses.add(rotation.get());
            }

            assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
        }
        assertThat(get(workspace.key(), "/v1/api-keys").json().path("data").size())
                .isEqualTo(3);
    }

    @Test
    void rotatesAKeyOnceAndNoneThatHasEnded() {
        var workspace = newWorkspace();
        var old = createKey(workspace.key(), "customers:read");
        var successor = post(workspace.key(), path(old) + "/rotate", "{}");
        var revoked = createKey(workspace.key(), "customers:read");
        send(workspace.key(), "DELETE", path(revoked), null);

        var again = send(workspace.key(), "POST", path(old) + "/rotate", "{}");
        var dead = send(workspace.key(), "POST", path(revoked) + "/rotate", "{}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("conflict");
        assertThat(again.json().path("detail").asString())
                .contains(successor.path("id").asString());
        assertThat(dead.status()).isEqualTo(409);
        assertThat(patch(workspace.key(), revoked, "{\"name\":\"x\"}").status()).isEqualTo(409);
        assertThat(send(newWorkspace().key(), "POST", path(old) + "/rotate", "{}")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"overlap_hours\":73}|/overlap_hours",
                "{\"overlap_hours\":-1}|/overlap_hours",
                "{\"overlap_hours\":1.5}|/overlap_hours",
                "{\"overlap\":1}|/overlap",
                "{\"expires\":8}|/expires"
            })
    void namesEveryFieldOfARotationThatIsWrong(String rotation, String pointer) {
        var workspace = newWorkspace();
        var created = createKey(workspace.key(), "customers:read");

        var answer = send(workspace.key(), "POST", path(created) + "/rotate", rotation);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void refusesEveryActOnAMightierKey() {
        var workspace = newWorkspace();
        var small = newKey(workspace, "api_keys:write", "api_keys:read", "customers:read");
        var mighty = createKey(workspace.key(), "customers:read", "customers:write");
        var equal = createKey(workspace.key(), "customers:read");

        assertThat(patch(small, mighty, "{\"name\":\"mine\"}").code()).isEqualTo("insufficient_scope");
        assertThat(send(small, "POST", path(mighty) + "/rotate", "{}").code()).isEqualTo("insufficient_scope");
        assertThat(send(small, "DELETE", path(mighty), null).code()).isEqualTo("insufficient_scope");
        assertThat(get(workspace.key(), path(mighty)).json().path("name")).isEqualTo(mighty.path("name"));
        assertThat(get(mighty.path("key").asString(), "/v1/users/me").status()).isEqualTo(200);

        assertThat(patch(small, equal, "{\"name\":\"ours\"}").status()).isEqualTo(200);
        assertThat(send(small, "POST", path(equal) + "/rotate", "{}").status()).isEqualTo(201);
        assertThat(send(small, "DELETE", path(equal), null).status()).isEqualTo(204);
    }

    @Test
    void givesNoKeyMoreAddressesThanItsMakerHas() {
        var workspace = newWorkspace();
        var made = post(
                workspace.key(),
                "/v1/api-keys",
                "{\"name\":\"maker\",\"scopes\":[\"api_keys:write\"],\"allow_list\":[\"127.0.0.0/8\"]}");
        var maker = made.path("key").asString();
        var anywhere = createKey(workspace.key(), "api_keys:write");
        var wish = "{\"name\":\"x\",\"scopes\":[\"api_keys:write\"]";

        var inherited = post(maker, "/v1/api-keys", wish + "}");
        var narrower = send(maker, "POST", "/v1/api-keys", wish + ",\"allow_list\":[\"127.0.0.1\"]}");
        var wider = send(maker, "POST", "/v1/api-keys", wish + ",\"allow_list\":[\"0.0.0.0/0\"]}");
        var open = send(maker, "POST", "/v1/api-keys", wish + ",\"allow_list\":[]}");

        assertThat(inherited.path("allow_list").toString()).isEqualTo("[\"127.0.0.0/8\"]");
        assertThat(narrower.status()).isEqualTo(201);
        assertThat(wider.code()).isEqualTo("address_not_allowed");
        assertThat(open.code()).isEqualTo("address_not_allowed");
        assertThat(patch(maker, made, "{\"allow_list\":null}").code()).isEqualTo("address_not_allowed");
        assertThat(send(maker, "POST", path(anywhere) + "/rotate", "{}").code()).isEqualTo("address_not_allowed");
    }

    @Test
    void showsWhenAKeyWasLastUsed() {
        var workspace = newWorkspace();
        var created = createKey(workspace.key(), "customers:read");
        var start = Instant.now().minusSeconds(1);
        assertThat(get(workspace.key(), path(created))
                        .json()
                        .path("last_used_at")
                        .isNull())
                .isTrue();

        get(created.path("key").asString(), "/v1/users/me");

        await().atMost(Duration.ofSeconds(60))
                .until(() -> !get(workspace.key(), path(created))
                        .json()
                        .path("last_used_at")
                        .isNull());
        assertThat(instant(get(workspace.key(), path(created)).json(), "last_used_at"))
                .isBetween(start, Instant.now());
        assertThat(get(workspace.key(), "/v1/api-keys").json().path("data").findValuesAsString("last_used_at"))
                .hasSize(2)
                .doesNotContainNull();
    }

    @Test
    void writesDownWhoDidWhatToAKey() throws SQLException {
        var workspace = newWorkspace();
        var created = post(workspace.key(), "/v1/api-keys", body(HERE));
        patch(workspace.key(), created, "{\"name\":\"nightly\"}");
        patch(workspace.key(), created, "{\"name\":\"nightly\"}");
        post(workspace.key(), path(created) + "/rotate", "{}");
        send(workspace.key(), "DELETE", path(created), null);
        send(workspace.key(), "DELETE", path(created), null);

        assertThat(acts(workspace, created.path("id").asString()))
                .containsExactly(
                        "api_key.created name=quickstart",
                        "api_key.updated name=nightly",
                        "api_key.rotated name=null",
                        "api_key.revoked name=null");
    }

    private static List<String> acts(Workspace workspace, String subject) throws SQLException {
        var acts = new ArrayList<String>();
        try (var connection = TestParts.shared().superuser();
                var statement = connection.prepareStatement("""
                        select action || ' name=' || coalesce(after ->> 'name', 'null')
                        from gateway.audit_entries
                        where tenant_id = ? and subject_id = ? and actor_type = 'api_key' and client_address = '127.0.0.1'
                        order by entry_id
                        """)) {
            statement.setObject(
                    1, TenantId.parse(workspace.tenantId()).orElseThrow().value());
            statement.setString(2, subject);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    acts.add(rows.getString(1));
                }
            }
        }
        return acts;
    }

    private JsonNode post(String with, String path, String body) {
        var answer = send(with, "POST", path, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.json();
    }

    private Answer patch(String with, JsonNode key, String patch) {
        return send(with, "PATCH", path(key), patch, "Content-Type", "application/merge-patch+json");
    }

    private static String path(JsonNode key) {
        return "/v1/api-keys/" + key.path("id").asString();
    }

    private static String body(String allowList) {
        return "{\"name\":\"quickstart\",\"expires\":7,\"scopes\":[\"customers:read\"],\"allow_list\":" + allowList
                + "}";
    }

    private static Instant instant(JsonNode key, String field) {
        return Instant.parse(key.path(field).asString());
    }
}
