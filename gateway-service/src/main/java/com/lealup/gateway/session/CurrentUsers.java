package com.lealup.gateway.session;

import com.lealup.gateway.workspace.InTenant;
import com.lealup.gateway.workspace.User;
import com.lealup.gateway.workspace.UserId;
import com.lealup.gateway.workspace.WorkspaceDirectory;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * Who somebody is now: role and status, at most a second old. So what an administrator takes away is gone on every
 * instance within that second, whichever of them was told.
 */
@Component
class CurrentUsers {

    private static final Duration FRESH_FOR = Duration.ofMillis(800);
    private static final int MOST = 10_000;

    private record Key(TenantId tenantId, UserId userId) {}

    private record Seen(User user, Instant at) {}

    private final InTenant inTenant;
    private final WorkspaceDirectory directory;
    private final InstantSource clock;
    private final ConcurrentMap<Key, Seen> seen = new ConcurrentHashMap<>();

    CurrentUsers(InTenant inTenant, WorkspaceDirectory directory, InstantSource clock) {
        this.inTenant = inTenant;
        this.directory = directory;
        this.clock = clock;
    }

    /** The person, when they are active and have the password still that the session began with. */
    Optional<User> findActive(SignedIn signedIn, String address) {
        return findActive(new Key(signedIn.tenantId(), signedIn.userId()), address)
                // What is known here may be older than a session that began with a new password.
                .filter(user -> user.passwordVersion() <= signedIn.passwordVersion());
    }

    private Optional<User> findActive(Key key, String address) {
        var now = clock.instant();
        var known = seen.get(key);
        if (known != null && now.isBefore(known.at().plus(FRESH_FOR))) {
            return Optional.of(known.user());
        }
        var unproven = new Caller(
                key.tenantId(), key.userId().toString(), PrincipalType.USER, "", "", null, Set.of(), address, "");
        var found = inTenant.call(unproven, () -> directory.user(key.tenantId(), key.userId()))
                .filter(user -> user.status() == User.Status.ACTIVE);
        found.ifPresentOrElse(user -> remember(key, new Seen(user, now)), () -> seen.remove(key));
        return found;
    }

    private void remember(Key key, Seen fresh) {
        if (seen.size() >= MOST) {
            seen.values().removeIf(old -> !fresh.at().isBefore(old.at().plus(FRESH_FOR)));
        }
        if (seen.size() < MOST) {
            seen.put(key, fresh);
        }
    }
}
