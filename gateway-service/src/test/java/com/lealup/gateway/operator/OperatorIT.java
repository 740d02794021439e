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
    void knowsNoWorkspaceThatIsNotThere() {
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
