package com.lealup.gateway.session;

import com.lealup.gateway.attempt.Attempts;
import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.gateway.workspace.ChangePassword;
import com.lealup.gateway.workspace.EmailAddress;
import com.lealup.gateway.workspace.InTenant;
import com.lealup.gateway.workspace.Passwords;
import com.lealup.gateway.workspace.User;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides who somebody with an address and a password is. An address that nobody has costs as much time as one whose
 * password is wrong, and gets the same answer.
 */
@Component
class SignIn {

    private final Attempts attempts;
    private final Accounts accounts;
    private final Passwords passwords;
    private final ChangePassword changePassword;
    private final AuditLog audit;
    private final InTenant inTenant;
    private final FailureFloor floor;

    SignIn(
            Attempts attempts,
            Accounts accounts,
            Passwords passwords,
            ChangePassword changePassword,
            AuditLog audit,
            InTenant inTenant,
            FailureFloor floor) {
        this.attempts = attempts;
        this.accounts = accounts;
        this.passwords = passwords;
        this.changePassword = changePassword;
        this.audit = audit;
        this.inTenant = inTenant;
        this.floor = floor;
    }

    /** What became of it. */
    sealed interface Outcome {

        /** It is this person. */
        record Recognised(User user) implements Outcome {}

        /** Address and password open several workspaces; which one is meant? */
        record Ambiguous(List<Choice> workspaces) implements Outcome {}

        /** Address and password belong to nobody together. */
        record Refused() implements Outcome {}

        /** Too many were refused before. */
        record TooMany(Duration duration) implements Outcome {}
    }

    /** One of several workspaces. */
    record Choice(String tenantId, String name) {}

    Outcome signIn(EmailAddress email, String password, @Nullable TenantId tenantId, String address) {
        var begin = System.nanoTime();
        if (attempts.signIn(email.text(), address) instanceof Attempts.Answer.Wait(var wait)) {
            return new Outcome.TooMany(wait);
        }
        var candidates = accounts.find(email, tenantId);
        if (candidates.isEmpty()) {
            passwords.matchNobody(password);
        }
        var opened = candidates.stream()
                .filter(account -> passwords.matches(password, account.passwordHash()))
                .filter(account -> isCurrent(account.user(), address))
                .toList();
        if (opened.isEmpty()) {
            candidates.forEach(account -> note(account.user(), address));
            // Several workspaces take several hashes: the time of a refusal would tell how many there are.
            floor.await(begin);
            return new Outcome.Refused();
        }
        attempts.signedIn(email.text(), address);
        if (opened.size() > 1) {
            return new Outcome.Ambiguous(opened.stream()
                    .map(account -> new Choice(account.user().tenantId().toString(), account.workspaceName()))
                    .toList());
        }
        refresh(opened.getFirst(), password, address);
        return new Outcome.Recognised(opened.getFirst().user());
    }

    /** Whether it is the person's own password, once more, before they change it. */
    Outcome confirm(User user, String password, String address) {
        if (attempts.signIn(user.email().text(), address) instanceof Attempts.Answer.Wait(var wait)) {
            return new Outcome.TooMany(wait);
        }
        Optional<String> hash = inTenant.call(user.asCaller(address), () -> changePassword.currentHash(user));
        if (hash.filter(known -> passwords.matches(password, known)).isEmpty()) {
            return new Outcome.Refused();
        }
        attempts.signedIn(user.email().text(), address);
        return new Outcome.Recognised(user);
    }

    /** Hashing takes its time; by now the password may be an old one. */
    private boolean isCurrent(User user, String address) {
        return inTenant.call(user.asCaller(address), () -> changePassword.isCurrent(user));
    }

    /** Now that the password is known, an old hash can make way for a better one. */
    private void refresh(Accounts.Account account, String password, String address) {
        if (passwords.isOutdated(account.passwordHash())) {
            var better = passwords.hash(password);
            inTenant.call(account.user().asCaller(address), () -> {
                changePassword.rehash(account.user(), account.passwordHash(), better);
                return better;
            });
        }
    }

    /**
     * Tells the workspace that somebody, nobody knows who, failed to sign in as one of its people. The attempts that
     * are allowed bound how many entries there are.
     */
    private void note(User user, String address) {
        var stranger = new Caller(user.tenantId(), "", PrincipalType.USER, "", "", null, Set.of(), address, "");
        inTenant.call(stranger, () -> {
            audit.append(stranger, new Act("session.refused", "user", user.id().toString(), Map.of(), Map.of()));
            return user;
        });
    }
}
