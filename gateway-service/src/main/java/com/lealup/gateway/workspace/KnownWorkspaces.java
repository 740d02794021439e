package com.lealup.gateway.workspace;

import com.lealup.platform.consumer.Received;
import com.lealup.platform.consumer.TopicViews;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.WorkspaceState;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * Every workspace, in memory: its plan and its trial are asked for at each request. Fed by the workspaces topic and by
 * this instance's own changes at their commit; the higher revision wins.
 */
@Component
public class KnownWorkspaces {

    private final ConcurrentMap<TenantId, Workspace> byTenant = new ConcurrentHashMap<>();

    KnownWorkspaces(TopicViews views) {
        views.follow(Topics.WORKSPACES.name(), WorkspaceState.class, this::on);
    }

    /** What is known of a workspace; empty for one whose record has not arrived. */
    public Optional<Workspace> find(TenantId tenantId) {
        return Optional.ofNullable(byTenant.get(tenantId));
    }

    void learn(Workspace workspace) {
        byTenant.merge(
                workspace.tenantId(), workspace, (known, news) -> news.revision() > known.revision() ? news : known);
    }

    /** For tests: as if its record had not arrived. */
    void forget(TenantId tenantId) {
        byTenant.remove(tenantId);
    }

    private void on(Received<WorkspaceState> received) {
        var state = received.value();
        if (state != null) {
            learn(new Workspace(
                    TenantId.of(state.getTenantId()),
                    state.getName(),
                    Plan.of(state.getPlan().name().toLowerCase(Locale.ROOT)),
                    state.getTrialEndsAt(),
                    state.getTimeZone(),
                    state.getCreatedAt(),
                    state.getRevision()));
        }
    }
}
