package com.lealup.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.gateway.testing.PeopleTestBase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A trial that is over: everything can be read, and nothing written. */
class TrialIT extends PeopleTestBase {

    @Autowired
    private KnownWorkspaces known;

    @Test
    void refusesWritesAndNothingElseOnceTheTrialIsOver() {
        var workspace = newWorkspace();
        end(workspace.tenantId());

        var refused = send(workspace.key(), "POST", "/v1/customers", "{\"name\":\"x\"}");

        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.code()).isEqualTo("trial_expired");
        assertThat(refused.json().path("detail").asString()).contains("extend", workspace.tenantId());
        assertThat(send(workspace.key(), "POST", "/v1/api-keys", keyBody("customers:read"))
                        .status())
                .isEqualTo(402);
        assertThat(send(workspace.key(), "DELETE", "/v1/customers/1", null).status())
                .isEqualTo(402);
        assertThat(send(workspace.key(), "PATCH", "/v1/customers/1", "{}").status())
                .isEqualTo(402);
        assertThat(send(workspace.key(), "POST", "/v1/segments/preview", "{}").status())
                .isEqualTo(200);
        assertThat(get(workspace.key(), "/v1/customers").status()).isEqualTo(200);
        assertThat(get(workspace.key(), "/v1/api-keys").status()).isEqualTo(200);
        assertThat(get(workspace.key(), "/v1/users/me").status()).isEqualTo(200);
    }

    @Test
    void letsPeopleSignInAndOut() {
        var person = signUp();
        end(person.tenantId());

        var browser = browserOf(person);

        assertThat(browser.get("/v1/users").status()).isEqualTo(200);
        assertThat(browser.send("PATCH", "/v1/workspace", "{\"name\":\"x\"}").status())
                .isEqualTo(402);
        assertThat(browser.send("DELETE", "/v1/sessions/current", null).status())
                .isEqualTo(204);
    }

    @Test
    void takesWritesAgainOnceTheTrialIsExtended() {
        var workspace = newWorkspace();
        end(workspace.tenantId());
        assertThat(send(workspace.key(), "POST", "/v1/customers", "{}").status())
                .isEqualTo(402);

        var extended = operator("PATCH", "/operator/workspaces/" + workspace.tenantId(), "{\"extend_trial_days\":7}");

        assertThat(extended.status()).isEqualTo(200);
        assertThat(Instant.parse(extended.json().path("trial_ends_at").asString()))
                .isBetween(Instant.now().plus(6, ChronoUnit.DAYS), Instant.now().plus(8, ChronoUnit.DAYS));
        assertThat(send(workspace.key(), "POST", "/v1/customers", "{}").status())
                .isEqualTo(200);
    }

    @Test
    void asksTheDatabaseForAWorkspaceWhoseRecordHasNotArrived() {
        var workspace = newWorkspace();
        end(workspace.tenantId());
        known.forget(com.lealup.platform.identity.TenantId.of(workspace.tenantId()));

        assertThat(send(workspace.key(), "POST", "/v1/customers", "{}").status())
                .isEqualTo(402);
    }

    private void end(String tenantId) {
        var answer =
                operator("PATCH", "/operator/workspaces/" + tenantId, "{\"trial_ends_at\":\"2026-01-01T00:00:00Z\"}");
        assertThat(answer.status()).isEqualTo(200);
    }
}
