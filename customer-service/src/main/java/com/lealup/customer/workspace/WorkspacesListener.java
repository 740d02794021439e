package com.lealup.customer.workspace;

import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.WorkspaceState;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Follows the time zones of workspaces; notices that are still to come move with their days. */
@Component
class WorkspacesListener implements BatchListener<WorkspaceState> {

    private static final String UPSERT = """
            insert into workspaces (tenant_id, revision, time_zone)
            values (:tenant, :revision, :zone)
            on conflict (tenant_id) do update
            set revision = excluded.revision,
                time_zone = excluded.time_zone
            where workspaces.revision < excluded.revision
            """;

    private static final String MOVE = """
            update renewals
            set due_at = timezone(:zone, (renewal_date - days)::timestamp)
            where tenant_id = :tenant
              and due_at <> timezone(:zone, (renewal_date - days)::timestamp)
            """;

    private final JdbcClient jdbc;

    WorkspacesListener(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String group() {
        return "customer-service.workspaces";
    }

    @Override
    public String topic() {
        return Topics.WORKSPACES.name();
    }

    @Override
    public Class<WorkspaceState> type() {
        return WorkspaceState.class;
    }

    @Override
    public void on(List<Received<WorkspaceState>> batch) {
        for (var received : batch) {
            var workspace = received.value();
            if (workspace != null) {
                follow(received, workspace);
            }
        }
    }

    private void follow(Received<WorkspaceState> received, WorkspaceState workspace) {
        var tenant = TenantId.parse(workspace.getTenantId())
                .orElseThrow(() -> new PoisonRecordException(received, "invalid_tenant_id", "tenant_id is not a ULID"));
        var zone = zone(received, workspace.getTimeZone());
        var newer = jdbc.sql(UPSERT)
                .param("tenant", tenant.value())
                .param("revision", workspace.getRevision())
                .param("zone", zone)
                .update();
        if (newer == 1) {
            jdbc.sql(MOVE).param("tenant", tenant.value()).param("zone", zone).update();
        }
    }

    /** Known here; the table's own rule sees to it that Postgres knows it, too. */
    private static String zone(Received<WorkspaceState> received, String name) {
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            throw new PoisonRecordException(received, "invalid_time_zone", "time_zone is not an IANA name");
        }
    }
}
