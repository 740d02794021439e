package com.lealup.gateway.workspace;

import com.lealup.platform.database.Worker;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads across tenants with the role that sees all of them. Only {@code /operator/} leads here, never the public port.
 */
@Component
class WorkerWorkspaces implements AllWorkspaces {

    private final JdbcClient jdbc;

    WorkerWorkspaces(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Workspace> list(@Nullable UUID before, int limit) {
        return jdbc.sql("""
                        select *
                        from workspaces
                        where tenant_id < :before
                        order by tenant_id desc
                        limit :limit
                        """)
                .param("before", before == null ? new UUID(-1L, -1L) : before)
                .param("limit", limit)
                .query((row, _) -> Workspaces.read(row))
                .list();
    }
}
