package com.lealup.gateway.workspace;

import com.lealup.platform.identity.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The workspaces. Row-level security shows each transaction its own one. */
@Component
class Workspaces {

    private final JdbcClient jdbc;

    Workspaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Workspace workspace) {
        jdbc.sql("""
                        insert into workspaces (tenant_id, name, plan, time_zone, trial_ends_at, created_at, revision)
                        values (:tenant, :name, :plan, :zone, :trialEndsAt, :createdAt, :revision)
                        """)
                .param("tenant", workspace.tenantId().value())
                .param("name", workspace.name())
                .param("plan", workspace.plan().text())
                .param("zone", workspace.timeZone())
                .param("trialEndsAt", timestamp(workspace.trialEndsAt()))
                .param("createdAt", timestamp(workspace.createdAt()))
                .param("revision", workspace.revision())
                .update();
    }

    Optional<Workspace> find(TenantId tenantId) {
        return jdbc.sql("""
                        select *
                        from workspaces
                        where tenant_id = :tenant
                        """)
                .param("tenant", tenantId.value())
                .query((row, _) -> read(row))
                .optional();
    }

    /** The workspace, locked: whoever changes it, or decides by how many administrators it has, comes one by one. */
    Optional<Workspace> lock(TenantId tenantId) {
        return jdbc.sql("""
                        select *
                        from workspaces
                        where tenant_id = :tenant
                        for update
                        """)
                .param("tenant", tenantId.value())
                .query((row, _) -> read(row))
                .optional();
    }

    void update(Workspace workspace) {
        jdbc.sql("""
                        update workspaces
                        set name = :name,
                            plan = :plan,
                            time_zone = :zone,
                            trial_ends_at = :trialEndsAt,
                            revision = :revision
                        where tenant_id = :tenant
                        """)
                .param("tenant", workspace.tenantId().value())
                .param("name", workspace.name())
                .param("plan", workspace.plan().text())
                .param("zone", workspace.timeZone())
                .param("trialEndsAt", timestamp(workspace.trialEndsAt()))
                .param("revision", workspace.revision())
                .update();
    }

    static Workspace read(ResultSet row) throws SQLException {
        var trialEndsAt = row.getTimestamp("trial_ends_at");
        return new Workspace(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getString("name"),
                Plan.of(row.getString("plan")),
                trialEndsAt == null ? null : trialEndsAt.toInstant(),
                row.getString("time_zone"),
                row.getTimestamp("created_at").toInstant(),
                row.getLong("revision"));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
