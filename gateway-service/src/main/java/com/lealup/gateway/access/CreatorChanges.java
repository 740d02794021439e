package com.lealup.gateway.access;

import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.gateway.workspace.Members;
import com.lealup.gateway.workspace.User;
import com.lealup.gateway.workspace.UserChanges;
import com.lealup.platform.identity.Callers;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets keys follow the person behind them: never more than their role now, and nothing after they are gone. */
@Component
public class CreatorChanges implements UserChanges {

    private final ApiKeys keys;
    private final ApiKeyPublisher publisher;
    private final AuditLog audit;
    private final Members members;
    private final InstantSource clock;

    CreatorChanges(ApiKeys keys, ApiKeyPublisher publisher, AuditLog audit, Members members, InstantSource clock) {
        this.keys = keys;
        this.publisher = publisher;
        this.audit = audit;
        this.members = members;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void roleChanged(User user) {
        insistOnChangedRow(user);
        for (var key : keys.lockAllOf(user.tenantId(), user.id())) {
            if (key.creator().role() != user.role()) {
                var changed = key.withCreator(
                        new ApiKey.Creator(user.id(), user.email().text(), user.role()));
                keys.update(changed);
                publisher.updated(changed);
            }
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void deactivated(User user) {
        insistOnChangedRow(user);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (var key : keys.lockAllOf(user.tenantId(), user.id())) {
            var revoked = key.revoked(now);
            keys.update(revoked);
            publisher.revoked(revoked);
            audit.append(
                    Callers.current(),
                    new Act("api_key.revoked", "api_key", key.id().toString(), ApiKeyView.audited(key), Map.of()));
        }
    }

    /**
     * Before the row is changed, and so locked, a key that is being made in this person's name would be overlooked: its
     * maker has read them as they were.
     */
    private void insistOnChangedRow(User user) {
        var row = members.hold(user.tenantId(), user.id());
        if (row.isEmpty() || row.get().role() != user.role() || row.get().status() != user.status()) {
            throw new IllegalStateException("The user's row must be changed before their keys follow");
        }
    }
}
