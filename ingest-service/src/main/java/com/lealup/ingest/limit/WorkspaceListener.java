package com.lealup.ingest.limit;

import com.lealup.platform.consumer.Received;
import com.lealup.platform.consumer.TopicViews;
import com.lealup.platform.id.Ulids;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.WorkspaceState;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/** Every workspace's plan, in memory. One whose record has not arrived yet has the smallest. */
@Component
class WorkspaceListener {

    private record Known(Plan plan, long revision) {}

    private final ConcurrentMap<UUID, Known> byTenant = new ConcurrentHashMap<>();

    WorkspaceListener(TopicViews views) {
        views.follow(Topics.WORKSPACES.name(), WorkspaceState.class, this::on);
    }

    Plan planOf(UUID tenantId) {
        var known = byTenant.get(tenantId);
        return known == null ? Plan.STARTER : known.plan();
    }

    private void on(Received<WorkspaceState> received) {
        var state = received.value();
        if (state == null) {
            Ulids.parse(received.key()).ifPresent(byTenant::remove);
            return;
        }
        Ulids.parse(state.getTenantId())
                .ifPresent(tenantId -> byTenant.merge(
                        tenantId,
                        new Known(plan(state), state.getRevision()),
                        (before, news) -> news.revision() > before.revision() ? news : before));
    }

    /** A plan of a later version is not known here; nobody who pays is limited for that. */
    private static Plan plan(WorkspaceState state) {
        return switch (state.getPlan()) {
            case STARTER -> Plan.STARTER;
            case GROWTH -> Plan.GROWTH;
            case SCALE -> Plan.SCALE;
            case ENTERPRISE -> Plan.ENTERPRISE;
            case UNLIMITED, UNKNOWN -> Plan.UNLIMITED;
        };
    }
}
