package com.lealup.gateway.workspace;

import com.lealup.gateway.attempt.Attempts;
import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.problem.FieldError;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets somebody who has a link choose a password: to join, or because the old one is lost. */
@Component
class RedeemLink {

    private final UserLinks links;
    private final Users users;
    private final Workspaces workspaces;
    private final UserPublisher publisher;
    private final ChangePassword changePassword;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Attempts attempts;
    private final AuditLog audit;
    private final InTenant inTenant;
    private final InstantSource clock;

    RedeemLink(
            UserLinks links,
            Users users,
            Workspaces workspaces,
            UserPublisher publisher,
            ChangePassword changePassword,
            Passwords passwords,
            PasswordRules rules,
            Attempts attempts,
            AuditLog audit,
            InTenant inTenant,
            InstantSource clock) {
        this.links = links;
        this.users = users;
        this.workspaces = workspaces;
        this.publisher = publisher;
        this.changePassword = changePassword;
        this.passwords = passwords;
        this.rules = rules;
        this.attempts = attempts;
        this.audit = audit;
        this.inTenant = inTenant;
        this.clock = clock;
    }

    /** What became of it. */
    sealed interface Outcome {

        /** The password is chosen. */
        record Redeemed(User user) implements Outcome {}

        /** The link is unknown, too old, replaced or used. */
        record NotGood() implements Outcome {}

        /** The password cannot be chosen. */
        record Refused(FieldError fault) implements Outcome {}
    }

    /** Redeems a link; the password's hash is made between two transactions, not in one. */
    Outcome redeem(LinkToken token, LinkPurpose purpose, String password, @Nullable String name, String address) {
        var stranger = stranger(token.tenantId(), address);
        var found = inTenant.call(stranger, () -> user(token, purpose));
        if (found.isEmpty()) {
            return new Outcome.NotGood();
        }
        var user = found.get();
        var workspace =
                inTenant.call(stranger, () -> workspaces.find(token.tenantId())).orElseThrow();
        var fault = rules.fault(
                "/password",
                password,
                user.email().text(),
                user.email().localPart(),
                user.name(),
                name == null ? user.name() : name,
                workspace.name());
        if (fault.isPresent()) {
            return new Outcome.Refused(fault.get());
        }
        var hash = passwords.hash(password);
        return inTenant.call(user.asCaller(address), () -> redeemed(token, purpose, user, hash, name, address));
    }

    private Outcome redeemed(
            LinkToken token, LinkPurpose purpose, User known, String hash, @Nullable String name, String address) {
        var user = users.lock(known.tenantId(), known.id()).orElseThrow();
        if (user.status() != purpose.usableIn() || !links.take(token, purpose, clock.instant())) {
            return new Outcome.NotGood();
        }
        var after = switch (purpose) {
            case INVITATION -> join(user, name, address);
            case PASSWORD_RESET -> user;
        };
        var redeemed =
                changePassword.change(after.asCaller(address), after, hash).orElseThrow();
        attempts.forgive(user.email().text(), address);
        return new Outcome.Redeemed(redeemed);
    }

    private User join(User user, @Nullable String name, String address) {
        var active = user.become(User.Status.ACTIVE);
        var after = name == null ? active : active.named(name);
        users.update(after);
        publisher.changed(after);
        audit.append(
                after.asCaller(address),
                new Act(
                        "user.accepted",
                        "user",
                        user.id().toString(),
                        UserView.audited(user),
                        UserView.audited(after)));
        return after;
    }

    private Optional<User> user(LinkToken token, LinkPurpose purpose) {
        return links.find(token, purpose, clock.instant())
                .flatMap(id -> users.find(token.tenantId(), id))
                .filter(user -> user.status() == purpose.usableIn());
    }

    /** Who has shown nothing but a token, which names its workspace. */
    static Caller stranger(TenantId tenantId, String address) {
        return new Caller(tenantId, "", PrincipalType.USER, "", "", null, Set.of(), address, "");
    }
}
