package com.lealup.gateway.workspace;

import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.platform.identity.Caller;
import java.time.Duration;
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

        /** No mail may go out yet; whoever made the transaction takes it back. */
        record TooMany(Duration after) implements Outcome {}
    }

    Outcome invite(Caller actor, EmailAddress email, String name, Role role) {
        if (!Grants.reach(actor, role)) {
            return new Outcome.BeyondOwnRole(role);
        }
        var user = add(actor, email, name, role);
        if (user == null) {
            return new Outcome.Taken(users.find(actor.tenantId(), email).orElseThrow());
        }
        return switch (links.put(actor, user, LinkPurpose.INVITATION)) {
            case IssueLink.Outcome.Issued(var invited, var link) -> new Outcome.Invited(invited, link);
            case IssueLink.Outcome.TooMany(var wait) -> new Outcome.TooMany(wait);
            case IssueLink.Outcome.NotFound(), IssueLink.Outcome.BeyondOwnRole _, IssueLink.Outcome.WrongState _ ->
                throw new IllegalStateException("Who was just added can be invited");
        };
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
