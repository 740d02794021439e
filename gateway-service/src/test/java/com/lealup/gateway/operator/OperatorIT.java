package com.lealup.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.local.testing.TestParts;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

class OperatorIT extends GatewayTestBase {

    @Test
    void opensAWorkspaceWithAnAdministratorAndAKeyForEverything() throws SQLException {
        var workspace = newWorkspace();

        var me = get(workspace.key(), "/v1/users/me").json();

        assertThat(workspace.adminEmail()).isEqualTo("ana@acme.example");
        assertThat(me.path("tenant_id").asString()).isEqualTo(workspace.tenantId());
        assertThat(me.path("scopes").get(0).asString()).isEqualTo("admin:*");
        var hash = passwordHash(workspace);
        assertThat(hash).startsWith("{argon2}$argon2id$");
        assertThat(PasswordEncoderFactories.createDelegatingPasswordEncoder().matches(workspace.password(), hash))
                .isTrue();
    }

    @Test
    void makesAKeyInAWorkspace() {
        var workspace = newWorkspace();

        var answer = operator(
                "POST",
                "/operator/workspaces/" + workspace.tenantId() + "/api-keys",
                "{\"name\":\"quickstart\",\"scopes\":[\"events:write\"],\"expires\":\"7d\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("expires_at").isNull()).isFalse();
        var me = get(answer.json().path("key").asString(), "/v1/users/me").json();
        assertThat(me.path("tenant_id").asString()).isEqualTo(workspace.tenantId());
        assertThat(me.path("email").asString()).isEqualTo("ana@acme.example");
    }

    @Test
    void listsTheWorkspacesOfAllTenants() {
        var one = newWorkspace();
        var other = newWorkspace();

        var list = operator("GET", "/operator/workspaces?limit=2", null).json();

        assertThat(list.path("data").findValuesAsString("tenant_id")).containsExactly(other.tenantId(), one.tenantId());
        assertThat(list.path("data").get(0).path("plan").asString()).isEqualTo("unlimited");
    }

    @Test
    void changesPlanTrialNameAndTimeZone() {
        var path = "/operator/workspaces/" + newWorkspace().tenantId();

        var changed = operator("PATCH", path, """
                {"plan":"scale","trial_ends_at":"2027-01-01T00:00:00Z","name":"Acme","time_zone":"Asia/Tokyo"}""");
        var extended = operator("PATCH", path, "{\"extend_trial_days\":10}");
        var bought = operator("PATCH", path, "{\"trial_ends_at\":null}");

        assertThat(changed.json().path("plan").asString()).isEqualTo("scale");
        assertThat(changed.json().path("time_zone").asString()).isEqualTo("Asia/Tokyo");
        assertThat(extended.json().path("trial_ends_at").asString()).startsWith("2027-01-11");
        assertThat(bought.json().path("trial_ends_at").isNull()).isTrue();
        assertThat(operator("GET", path, null).json()).isEqualTo(bought.json());
    }

    @Test
    void writesDownWhatTheOperatorDid() throws SQLException {
        var workspace = newWorkspace();
        operator("PATCH", "/operator/workspaces/" + workspace.tenantId(), "{\"plan\":\"growth\"}");
        operator("PATCH", "/operator/workspaces/" + workspace.tenantId(), "{\"plan\":\"growth\"}");

        try (var connection = TestParts.shared().superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select actor_type, before ->> 'plan', after ->> 'plan'"
                        + " from gateway.audit_entries where action = 'workspace.updated' and subject_id = '"
                        + workspace.tenantId() + "'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1) + rows.getString(2) + rows.getString(3))
                    .isEqualTo("operatorunlimitedgrowth");
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void letsAnAdministratorInAgainWhoLostThePassword() {
        var workspace = newWorkspace();
        var path = "/operator/workspaces/" + workspace.tenantId() + "/password-resets";

        var link = operator("POST", path, "{\"email\":\"" + workspace.adminEmail() + "\"}");
        var used = sendTo(
                port,
                null,
                "POST",
                "/v1/password-resets/complete",
                "{\"token\":\"" + link.json().path("token").asString()
                        + "\",\"password\":\"seventeen green bottles\"}");

        assertThat(link.status()).isEqualTo(201);
        assertThat(used.status()).isEqualTo(204);
        assertThat(operator("POST", path, "{\"email\":\"nobody@acme.example\"}").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"extend_trial_days\":0}",
                "{\"extend_trial_days\":1,\"trial_ends_at\":null}",
                "{\"plan\":\"free\"}",
                "{\"name\":\"a\\u202eb\"}",
                "{\"time_zone\":\"CET+1\"}",
                "{\"trial_ends_at\":\"tomorrow\"}"
            })
    void refusesAChangeThatMakesNoSense(String body) {
        assertThat(operator("PATCH", "/operator/workspaces/" + newWorkspace().tenantId(), body)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void knowsNoWorkspaceThatIsNotThere() {
        assertThat(operator("GET", "/operator/workspaces/01KAR4S9F2K6N8P0R3T7W1Y5A9", null)
                        .status())
                .isEqualTo(404);
        assertThat(operator("PATCH", "/operator/workspaces/01KAR4S9F2K6N8P0R3T7W1Y5A9", "{\"plan\":\"scale\"}")
                        .status())
                .isEqualTo(404);
        var body = "{\"name\":\"x\",\"scopes\":[\"events:write\"]}";

        assertThat(operator("POST", "/operator/workspaces/01KAR4S9F2K6N8P0R3T7W1Y5A9/api-keys", body)
                        .status())
                .isEqualTo(404);
        assertThat(operator("POST", "/operator/workspaces/x/api-keys", body).status())
                .isEqualTo(404);
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        var answer = operator("POST", "/operator/workspaces", "{\"email\":\"nobody\",\"plan\":\"free\",\"x\":1}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/name", "/email", "/plan", "/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer ", "Bearer wrong", "Bearer " + OPERATOR_TOKEN + "x", OPERATOR_TOKEN, "bearer x"})
    void refusesWhoeverIsNoOperator(String authorization) {
        var answer = sendTo(internalPort(), authorization, "GET", "/operator/workspaces", null);

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void doesNotTakeAnApiKeyForAnOperator() {
        var workspace = newWorkspace();

        var answer = sendTo(internalPort(), "Bearer " + workspace.key(), "GET", "/operator/workspaces", null);

        assertThat(answer.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/operator/workspaces", "/%6fperator/workspaces", "/internal/owners", "/%69nternal/owners"})
    void doesNotExistOnThePublicPort(String path) {
        assertThat(sendTo(port, "Bearer " + OPERATOR_TOKEN, "GET", path, null).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/users/me", "/v1/customers", "/v1/api-keys", "/v1/openapi.json", "/problems/not_found", "/"})
    void keepsThePublicPathsOffTheInternalPort(String path) {
        var workspace = newWorkspace();

        assertThat(sendTo(internalPort(), "Bearer " + workspace.key(), "GET", path, null)
                        .status())
                .isEqualTo(404);
    }

    private static String passwordHash(Workspace workspace) throws SQLException {
        try (var connection = TestParts.shared().superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select password_hash from gateway.users where email = '"
                        + workspace.adminEmail() + "' order by user_id desc limit 1")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
