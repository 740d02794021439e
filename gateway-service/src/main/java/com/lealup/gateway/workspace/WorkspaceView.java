package com.lealup.gateway.workspace;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workspace as the API shows it. */
public record WorkspaceView(
        String tenantId, String name, String plan, @Nullable Instant trialEndsAt, String timeZone, Instant createdAt) {

    /** The view of a workspace. */
    public static WorkspaceView of(Workspace workspace) {
        return new WorkspaceView(
                workspace.tenantId().toString(),
                workspace.name(),
                workspace.plan().text(),
                workspace.trialEndsAt(),
                workspace.timeZone(),
                workspace.createdAt());
    }

    /** What of it can change, for the audit log. */
    static Map<String, Object> audited(Workspace workspace) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", workspace.name());
        fields.put("plan", workspace.plan().text());
        fields.put("time_zone", workspace.timeZone());
        if (workspace.trialEndsAt() != null) {
            fields.put("trial_ends_at", workspace.trialEndsAt().toString());
        }
        return fields;
    }
}
