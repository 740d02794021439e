package com.lealup.gateway.workspace;

import com.lealup.platform.identity.TenantId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** Opens a workspace with its first administrator. */
@Component
public class OpenWorkspace {

    private static final String TIME_ZONE = "UTC";

    private final Workspaces workspaces;
    private final Users users;
    private final WorkspacePublisher workspacePublisher;
    private final UserPublisher userPublisher;
    private final Passwords passwords;
    private final InstantSource clock;

    OpenWorkspace(
            Workspaces workspaces,
            Users users,
            WorkspacePublisher workspacePublisher,
            UserPublisher userPublisher,
            Passwords passwords,
            InstantSource clock) {
        this.workspaces = workspaces;
        this.users = users;
        this.workspacePublisher = workspacePublisher;
        this.userPublisher = userPublisher;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * What was opened.
     *
     * @param password the administrator's, in the clear this once
     */
    public record Opened(Workspace workspace, User admin, String password) {

        /** Hides the password. */
        @Override
        public String toString() {
            return "Opened[" + workspace.tenantId() + "]";
        }
    }

    /** Opens a workspace; call it in a transaction of that new tenant. */
    public Opened open(TenantId tenantId, String name, EmailAddress adminEmail, Plan plan) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var workspace = new Workspace(tenantId, name, plan, null, TIME_ZONE, now, 1);
        workspaces.add(workspace);
        workspacePublisher.created(workspace);

        var password = passwords.generate();
        var admin = new User(
                tenantId, UserId.next(), adminEmail, adminEmail.localPart(), Role.ADMIN, User.Status.ACTIVE, now, 1);
        if (!users.add(admin, passwords.hash(password))) {
            throw new IllegalStateException("A new workspace has nobody in it");
        }
        userPublisher.created(admin);
        return new Opened(workspace, admin, password);
    }
}
