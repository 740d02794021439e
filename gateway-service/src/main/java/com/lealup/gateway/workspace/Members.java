package com.lealup.gateway.workspace;

import com.lealup.platform.identity.TenantId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What other parts of the gateway must be sure of about a person while they act in their name. */
@Component
public class Members {

    private final JdbcClient jdbc;

    Members(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Somebody as they are now. Nobody changes them until the transaction ends: what is made in their name is committed
     * before, or made after, a change of their role, never unseen beside it.
     */
    public Optional<User> hold(TenantId tenantId, UserId id) {
        return jdbc.sql("""
                        select *
                        from users
                        where tenant_id = :tenant
                        and user_id = :id
                        for share
                        """)
                .param("tenant", tenantId.value())
                .param("id", id.value())
                .query((row, _) -> Users.read(row))
                .optional();
    }
}
