package com.lealup.gateway.workspace;

import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.platform.identity.Caller;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Invites somebody into the caller's workspace. Call it in a transaction. */
@Component
class InviteUser {

    private final Users users;
    private final UserPublisher publisher;
    private final IssueLink links;
    private final AuditLog audit;
    private final InstantSource clock;

    InviteUser(Users users, UserPublisher publisher, IssueLink links, AuditLog audit, InstantSource clock) {
        this.users = users;
        this.publisher = publisher;
        this.links = links;
        this.audit = audit;
        this.clock = clock;
    }

    /** What became of it. */
    sealed interface Outcome {

        /** They are known now, and the link lets them in. */
        record Invited(User user, LinkView link) implements Outcome {}

        /** Somebody in the workspace has this address. */
        record Taken(User holder) implements Outcome {}

        /** The role is above that of who asks. */
        record BeyondOwnRole(Role role) implements Outcome {}
    }

    Outcome invite(Caller actor, EmailAddress email, String name, Role role) {
        if (!Grants.reach(actor, role)) {
            return new Outcome.BeyondOwnRole(role);
        }
        var user = add(actor, email, name, role);
        return user == null
                ? new Outcome.Taken(users.find(actor.tenantId(), email).orElseThrow())
                : new Outcome.Invited(user, links.put(actor, user, LinkPurpose.INVITATION));
    }

    /** Adds somebody without a link: known, and able to own customers, but not to sign in; null when known already. */
    @Nullable
    User add(Caller actor, EmailAddress email, String name, Role role) {
        var user = new User(
                actor.tenantId(),
                UserId.next(),
                email,
                name,
                role,
                User.Status.INVITED,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                1,
                0);
        if (!users.add(user, null)) {
            return null;
        }
        publisher.created(user);
        audit.append(actor, new Act("user.invited", "user", user.id().toString(), Map.of(), UserView.audited(user)));
        return user;
    }
}
