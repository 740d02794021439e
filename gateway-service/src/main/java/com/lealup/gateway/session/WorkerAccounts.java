package com.lealup.gateway.session;

import com.lealup.gateway.workspace.EmailAddress;
import com.lealup.gateway.workspace.Role;
import com.lealup.gateway.workspace.User;
import com.lealup.gateway.workspace.UserId;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads across tenants, with the role that sees all of them: who signs in is in no workspace yet. {@link SignIn} alone
 * uses it, and lets out nothing of what it reads but to somebody who knew the password.
 */
@Component
class WorkerAccounts implements Accounts {

    private static final int MOST = 8;

    private final JdbcClient jdbc;

    WorkerAccounts(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Account> find(EmailAddress email, @Nullable TenantId tenantId) {
        return jdbc.sql("""
                        select u.*, w.name as workspace_name
                        from users u
                        join workspaces w on w.tenant_id = u.tenant_id
                        where u.email = :email
                        and u.status = 'active'
                        and u.password_hash is not null
                        and (:tenant::uuid is null or u.tenant_id = :tenant::uuid)
                        order by u.user_id
                        limit :most
                        """)
                .param("email", email.text())
                .param("tenant", tenantId == null ? null : tenantId.value())
                .param("most", MOST)
                .query((row, _) -> new Account(
                        new User(
                                new TenantId(row.getObject("tenant_id", UUID.class)),
                                new UserId(row.getObject("user_id", UUID.class)),
                                email,
                                row.getString("name"),
                                Role.of(row.getString("role")),
                                User.Status.ACTIVE,
                                row.getTimestamp("created_at").toInstant(),
                                row.getLong("revision"),
                                row.getLong("password_version")),
                        row.getString("workspace_name"),
                        row.getString("password_hash")))
                .list();
    }
}
