package com.lealup.gateway.workspace;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The workspace of a caller: from memory, and only when its record has not arrived yet by one question to the database,
 * few at a time and not again for a while.
 */
@Component
class FindWorkspace {

    private static final int AT_A_TIME = 2;
    private static final int REMEMBERED = 10_000;
    private static final Duration MISSED_FOR = Duration.ofSeconds(5);

    private final KnownWorkspaces known;
    private final Workspaces workspaces;
    private final InTenant inTenant;
    private final InstantSource clock;
    private final ConcurrentMap<TenantId, Instant> missedUntil = new ConcurrentHashMap<>();
    private final Semaphore running = new Semaphore(AT_A_TIME);

    FindWorkspace(KnownWorkspaces known, Workspaces workspaces, InTenant inTenant, InstantSource clock) {
        this.known = known;
        this.workspaces = workspaces;
        this.inTenant = inTenant;
        this.clock = clock;
    }

    /** Empty for one that cannot be found now: a caller is not to suffer from what we do not know. */
    Optional<Workspace> find(Caller caller) {
        var inMemory = known.find(caller.tenantId());
        return inMemory.isPresent() ? inMemory : ask(caller);
    }

    private Optional<Workspace> ask(Caller caller) {
        var now = clock.instant();
        var until = missedUntil.get(caller.tenantId());
        if ((until != null && now.isBefore(until)) || !running.tryAcquire()) {
            return Optional.empty();
        }
        try {
            var found = inTenant.call(caller, () -> workspaces.find(caller.tenantId()));
            found.ifPresentOrElse(known::learn, () -> remember(caller.tenantId(), now));
            return found;
        } catch (DataAccessException | TransactionException _) {
            remember(caller.tenantId(), now);
            return Optional.empty();
        } finally {
            running.release();
        }
    }

    private void remember(TenantId tenantId, Instant now) {
        if (missedUntil.size() >= REMEMBERED) {
            missedUntil.values().removeIf(until -> !now.isBefore(until));
        }
        if (missedUntil.size() < REMEMBERED) {
            missedUntil.put(tenantId, now.plus(MISSED_FOR));
        }
    }
}
