package com.lealup.gateway.workspace;

import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens a workspace with its first administrator. */
@Component
public class OpenWorkspace {

    private static final String TIME_ZONE = "UTC";

    private final Workspaces workspaces;
    private final Users users;
    private final WorkspacePublisher workspacePublisher;
    private final UserPublisher userPublisher;
    private final AuditLog audit;
    private final InstantSource clock;

    OpenWorkspace(
            Workspaces workspaces,
            Users users,
            WorkspacePublisher workspacePublisher,
            UserPublisher userPublisher,
            AuditLog audit,
            InstantSource clock) {
        this.workspaces = workspaces;
        this.users = users;
        this.workspacePublisher = workspacePublisher;
        this.userPublisher = userPublisher;
        this.audit = audit;
        this.clock = clock;
    }

    /** What was opened. */
    public record Opened(Workspace workspace, User admin) {}

    /**
     * Who administers it.
     *
     * @param passwordHash made before, outside of the transaction
     */
    public record FirstAdmin(EmailAddress email, String name, String passwordHash) {

        /** Hides the hash. */
        @Override
        public String toString() {
            return "FirstAdmin[]";
        }
    }

    /**
     * Opens a workspace; call it in a transaction of that new tenant.
     *
     * @param actor who opens it; when that is the administrator themselves, only their address is used
     * @param trialEndsAt when its trial ends; null when it is on none
     */
    public Opened open(
            TenantId tenantId, Caller actor, String name, FirstAdmin first, Plan plan, @Nullable Instant trialEndsAt) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var workspace = new Workspace(tenantId, name, plan, trialEndsAt, TIME_ZONE, now, 1);
        workspaces.add(workspace);
        workspacePublisher.created(workspace);

        var admin = new User(
                tenantId, UserId.next(), first.email(), first.name(), Role.ADMIN, User.Status.ACTIVE, now, 1, 0);
        if (!users.add(admin, first.passwordHash())) {
            throw new IllegalStateException("A new workspace has nobody in it");
        }
        userPublisher.created(admin);

        var who = actor.type() == PrincipalType.USER ? admin.asCaller(actor.clientAddress()) : actor;
        audit.append(
                who,
                new Act(
                        "workspace.created",
                        "workspace",
                        tenantId.toString(),
                        Map.of(),
                        WorkspaceView.audited(workspace)));
        audit.append(who, new Act("user.created", "user", admin.id().toString(), Map.of(), UserView.audited(admin)));
        return new Opened(workspace, admin);
    }
}
