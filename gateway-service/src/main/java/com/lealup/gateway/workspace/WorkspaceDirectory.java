package com.lealup.gateway.workspace;

import com.lealup.platform.identity.TenantId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What other parts of the gateway may know of a workspace; ask it in a transaction of that tenant. */
@Component
public class WorkspaceDirectory {

    private final Workspaces workspaces;
    private final Users users;

    WorkspaceDirectory(Workspaces workspaces, Users users) {
        this.workspaces = workspaces;
        this.users = users;
    }

    /** The workspace; empty when there is none. */
    public Optional<Workspace> workspace(TenantId tenantId) {
        return workspaces.find(tenantId);
    }

    /** Somebody of the workspace, in whatever state. */
    public Optional<User> user(TenantId tenantId, UserId id) {
        return users.find(tenantId, id);
    }

    /** The administrator the workspace was opened for; empty when there is no such workspace. */
    public Optional<User> firstAdmin(TenantId tenantId) {
        return workspaces.find(tenantId).flatMap(workspace -> users.firstAdmin(workspace.tenantId()));
    }
}
