package com.lealup.gateway.workspace;

import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.platform.identity.Caller;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Changes somebody of the caller's workspace, and with them whatever hangs on them. Call it in a transaction: person,
 * fact, keys, sessions and audit entry commit together.
 */
@Component
class ChangeUser {

    private final Workspaces workspaces;
    private final Users users;
    private final UserLinks links;
    private final UserPublisher publisher;
    private final AuditLog audit;
    private final List<UserChanges> followers;

    ChangeUser(
            Workspaces workspaces,
            Users users,
            UserLinks links,
            UserPublisher publisher,
            AuditLog audit,
            List<UserChanges> followers) {
        this.workspaces = workspaces;
        this.users = users;
        this.links = links;
        this.publisher = publisher;
        this.audit = audit;
        this.followers = List.copyOf(followers);
    }

    /** What became of it. */
    sealed interface Outcome {

        /** As they are now. */
        record Changed(User user) implements Outcome {}

        /** The workspace has no such person. */
        record NotFound() implements Outcome {}

        /** Who asks stands below them, or below what they would become. */
        record BeyondOwnRole(Role role) implements Outcome {}

        /** Without them nobody could administer the workspace. */
        record LastAdmin() implements Outcome {}
    }

    Outcome edit(Caller actor, UserId id, @Nullable String name, @Nullable Role role) {
        if (role != null && !Grants.reach(actor, role)) {
            return new Outcome.BeyondOwnRole(role);
        }
        return change(actor, id, "user.updated", user -> {
            var named = name == null || name.equals(user.name()) ? user : user.named(name);
            return role == null || role == named.role() ? named : named.in(role);
        });
    }

    Outcome deactivate(Caller actor, UserId id) {
        return change(
                actor,
                id,
                "user.deactivated",
                user -> user.status() == User.Status.DEACTIVATED ? user : user.become(User.Status.DEACTIVATED));
    }

    /** Lets somebody in again; whoever had not accepted yet is invited once more. */
    Outcome reactivate(Caller actor, UserId id) {
        boolean hasPassword = users.passwordHash(actor.tenantId(), id).isPresent();
        return change(
                actor,
                id,
                "user.reactivated",
                user -> user.status() == User.Status.DEACTIVATED
                        ? user.become(hasPassword ? User.Status.ACTIVE : User.Status.INVITED)
                        : user);
    }

    private Outcome change(Caller actor, UserId id, String action, UnaryOperator<User> transition) {
        // Two administrators who demote each other at once come one by one, and the second finds the other gone.
        workspaces.lock(actor.tenantId());
        var locked = users.lock(actor.tenantId(), id);
        if (locked.isEmpty()) {
            return new Outcome.NotFound();
        }
        var before = locked.get();
        if (!Grants.reach(actor, before.role())) {
            return new Outcome.BeyondOwnRole(before.role());
        }
        var after = transition.apply(before);
        if (after.equals(before)) {
            return new Outcome.Changed(before);
        }
        if (administers(before) && !administers(after) && !users.hasOtherActiveAdmin(before.tenantId(), id)) {
            return new Outcome.LastAdmin();
        }
        users.update(after);
        publisher.changed(after);
        tellFollowers(before, after);
        audit.append(actor, new Act(action, "user", id.toString(), UserView.audited(before), UserView.audited(after)));
        return new Outcome.Changed(after);
    }

    private void tellFollowers(User before, User after) {
        if (after.role() != before.role()) {
            followers.forEach(follower -> follower.roleChanged(after));
        }
        if (after.status() == User.Status.DEACTIVATED && before.status() != User.Status.DEACTIVATED) {
            links.removeAll(after.tenantId(), after.id());
            followers.forEach(follower -> follower.deactivated(after));
        }
    }

    private static boolean administers(User user) {
        return user.role() == Role.ADMIN && user.status() == User.Status.ACTIVE;
    }
}
