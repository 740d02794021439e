package com.lealup.gateway.workspace;

import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.platform.identity.Caller;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Changes the actor's workspace. */
@Component
public class ChangeWorkspace {

    private final Workspaces workspaces;
    private final WorkspacePublisher publisher;
    private final AuditLog audit;

    ChangeWorkspace(Workspaces workspaces, WorkspacePublisher publisher, AuditLog audit) {
        this.workspaces = workspaces;
        this.publisher = publisher;
        this.audit = audit;
    }

    /**
     * Changes it; call it in a transaction of the tenant.
     *
     * @param change what it becomes; its revision is counted here
     * @return as it is now; empty when there is no such workspace
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Workspace> change(Caller actor, UnaryOperator<Workspace> change) {
        return workspaces.lock(actor.tenantId()).map(before -> {
            var wanted = change.apply(before);
            if (wanted.equals(before)) {
                return before;
            }
            var after = wanted.next();
            workspaces.update(after);
            publisher.changed(after);
            audit.append(
                    actor,
                    new Act(
                            "workspace.updated",
                            "workspace",
                            after.tenantId().toString(),
                            WorkspaceView.audited(before),
                            WorkspaceView.audited(after)));
            return after;
        });
    }
}
