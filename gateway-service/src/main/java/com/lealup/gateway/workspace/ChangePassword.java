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
    private final AuditLog audit;
    private final List<UserChanges> followers;

    ChangePassword(Users users, AuditLog audit, List<UserChanges> followers) {
        this.users = users;
        this.audit = audit;
        this.followers = List.copyOf(followers);
    }

    /** The hash of somebody's password; empty when they have none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> currentHash(User user) {
        return users.passwordHash(user.tenantId(), user.id());
    }

    /** Keeps the hash of a new password; whoever was signed in with the old one is signed out. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(Caller actor, User user, String hash) {
        users.setPasswordHash(user.tenantId(), user.id(), hash);
        followers.forEach(follower -> follower.passwordChanged(user));
        audit.append(actor, new Act("user.password_changed", "user", user.id().toString(), Map.of(), Map.of()));
    }

    /** Keeps a better hash of the same password. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rehash(User user, String hash) {
        users.setPasswordHash(user.tenantId(), user.id(), hash);
    }
}
