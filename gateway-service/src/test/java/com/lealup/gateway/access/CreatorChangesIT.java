package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.gateway.workspace.EmailAddress;
import com.lealup.gateway.workspace.Role;
import com.lealup.gateway.workspace.User;
import com.lealup.gateway.workspace.UserId;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Callers;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Keys follow the person behind them. */
class CreatorChangesIT extends GatewayTestBase {

    @Autowired
    private CreatorChanges changes;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void letsAKeyDoNoMoreThanItsCreatorsRoleNow() {
        var workspace = newWorkspace();
        var key = newKey(workspace, "customers:read", "customers:write", "events:write", "api_keys:write");

        become(workspace, Role.VIEWER);

        assertThat(scopes(key)).isEqualTo("[\"customers:read\"]");
        assertThat(scopes(workspace.key()))
                .isEqualTo("[\"customers:read\",\"health:read\",\"segments:read\",\"users:read\"]");
        assertThat(send(key, "POST", "/v1/api-keys", keyBody("customers:read")).status())
                .isEqualTo(403);
        assertThat(send(workspace.key(), "POST", "/v1/api-keys", keyBody("customers:read"))
                        .status())
                .isEqualTo(403);
        assertThat(get(workspace.key(), "/v1/api-keys").status()).isEqualTo(403);

        become(workspace, Role.ADMIN);

        assertThat(scopes(key))
                .isEqualTo("[\"customers:read\",\"customers:write\",\"events:write\",\"api_keys:write\"]");
    }

    /** A csm changes the customers they own, and a key cannot tell a service which those are. */
    @Test
    void letsAKeyOfACsmChangeNoCustomer() {
        var workspace = newWorkspace();
        var key = newKey(workspace, "customers:read", "customers:write");

        become(workspace, Role.CSM);

        assertThat(scopes(key)).isEqualTo("[\"customers:read\"]");
        assertThat(scopes(workspace.key())).doesNotContain(":write");
    }

    @Test
    void signsTheReducedScopesForTheServicesBehind() throws InterruptedException {
        var workspace = newWorkspace();
        var key = newKey(workspace, "customers:read", "customers:write");

        become(workspace, Role.VIEWER);
        UPSTREAM.forgetAll();
        get(key, "/v1/customers");

        var token = UPSTREAM.next().header("lealup-identity").getFirst();
        var payload = new String(
                Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'))),
                StandardCharsets.UTF_8);
        assertThat(payload).contains("customers:read").doesNotContain("customers:write");
    }

    @Test
    void endsEveryKeyOfWhoIsDeactivated() {
        var workspace = newWorkspace();
        var made = newKey(workspace, "api_keys:write", "customers:read");
        var madeByKey = createKey(made, "customers:read").path("key").asString();

        inTransaction(workspace, () -> {
            jdbc.sql("update users set status = 'deactivated', revision = revision + 1")
                    .update();
            changes.deactivated(admin(workspace, Role.ADMIN, User.Status.DEACTIVATED));
        });

        assertThat(get(workspace.key(), "/v1/users/me").status()).isEqualTo(401);
        assertThat(get(made, "/v1/users/me").status()).isEqualTo(401);
        assertThat(get(madeByKey, "/v1/users/me").status()).isEqualTo(401);
    }

    @Test
    void changesNoKeyWhenTheChangeOfThePersonIsTakenBack() {
        var workspace = newWorkspace();

        assertThatThrownBy(() -> inTransaction(workspace, () -> {
                    jdbc.sql("update users set status = 'deactivated'").update();
                    changes.deactivated(admin(workspace, Role.ADMIN, User.Status.DEACTIVATED));
                    throw new IllegalArgumentException("taken back");
                }))
                .hasMessage("taken back");

        assertThat(get(workspace.key(), "/v1/users/me").status()).isEqualTo(200);
    }

    @Test
    void insistsOnTheRowBeingChangedFirst() {
        var workspace = newWorkspace();

        assertThatThrownBy(() -> inTransaction(
                        workspace, () -> changes.deactivated(admin(workspace, Role.ADMIN, User.Status.DEACTIVATED))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void overlooksNoKeyThatIsMadeMeanwhile() throws Exception {
        var workspace = newWorkspace();
        var changed = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var change = threads.submit(() -> inTransaction(workspace, () -> {
                jdbc.sql("update users set status = 'deactivated', revision = revision + 1")
                        .update();
                changed.countDown();
                try {
                    // Long enough for the creation to have read who asks, and to wait for the row.
                    asked.await(700, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                changes.deactivated(admin(workspace, Role.ADMIN, User.Status.DEACTIVATED));
            }));
            changed.await();
            var created = send(workspace.key(), "POST", "/v1/api-keys", keyBody("customers:read"));
            change.get();

            assertThat(created.status()).isEqualTo(401);
        }
        assertThat(transactionally(
                        workspace,
                        () -> jdbc.sql("select count(*) from api_keys where revoked_at is null")
                                .query(Long.class)
                                .single()))
                .isZero();
    }

    private String scopes(String key) {
        return get(key, "/v1/users/me").json().path("scopes").toString();
    }

    private void become(Workspace workspace, Role role) {
        inTransaction(workspace, () -> {
            jdbc.sql("update users set role = :role, revision = revision + 1")
                    .param("role", role.text())
                    .update();
            changes.roleChanged(admin(workspace, role, User.Status.ACTIVE));
        });
    }

    private User admin(Workspace workspace, Role role, User.Status status) {
        var id = jdbc.sql("select user_id from users")
                .query(java.util.UUID.class)
                .single();
        return new User(
                TenantId.parse(workspace.tenantId()).orElseThrow(),
                new UserId(id),
                new EmailAddress("ana@acme.example"),
                "ana",
                role,
                status,
                Instant.EPOCH,
                2,
                0);
    }

    private void inTransaction(Workspace workspace, Runnable work) {
        transactionally(workspace, () -> {
            work.run();
            return true;
        });
    }

    private <T> T transactionally(Workspace workspace, java.util.function.Supplier<T> work) {
        var caller = new Caller(
                TenantId.parse(workspace.tenantId()).orElseThrow(),
                Ulids.format(Ulids.next()),
                PrincipalType.USER,
                "Bo",
                "bo@acme.example",
                "admin",
                Set.of("admin:*"),
                "127.0.0.1",
                "");
        return Callers.call(caller, () -> transaction.execute(_ -> work.get()));
    }
}
