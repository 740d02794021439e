package com.lealup.gateway.workspace;

import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.platform.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts a new password in place of an old one. */
@Component
public class ChangePassword {

    private final Users users;
    private final Members members;
    private final AuditLog audit;
    private final List<UserChanges> followers;

    ChangePassword(Users users, Members members, AuditLog audit, List<UserChanges> followers) {
        this.users = users;
        this.members = members;
        this.audit = audit;
        this.followers = List.copyOf(followers);
    }

    /** The hash of somebody's password; empty when they have none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> currentHash(User user) {
        return users.passwordHash(user.tenantId(), user.id());
    }

    /** Whether somebody is still active and has no other password than at that time; waits for who is changing it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isCurrent(User user) {
        return members.hold(user.tenantId(), user.id())
                .filter(now -> now.status() == User.Status.ACTIVE)
                .filter(now -> now.passwordVersion() == user.passwordVersion())
                .isPresent();
    }

    /**
     * Keeps the hash of a new password; whoever was signed in with the old one is signed out.
     *
     * @return the person with it; empty when somebody else changed it since they were read
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<User> change(Caller actor, User user, String hash) {
        if (!users.changePasswordHash(user, hash)) {
            return Optional.empty();
        }
        var changed = user.withNextPassword();
        followers.forEach(follower -> follower.passwordChanged(changed));
        audit.append(actor, new Act("user.password_changed", "user", user.id().toString(), Map.of(), Map.of()));
        return Optional.of(changed);
    }

    /** Keeps a better hash of the same password, unless it is no longer theirs. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rehash(User user, String old, String better) {
        users.replacePasswordHash(user, old, better);
    }
}
