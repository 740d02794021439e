package com.lealup.gateway.access;

import com.lealup.gateway.workspace.User;
import com.lealup.gateway.workspace.UserChanges;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets keys follow the person behind them: never more than their role now, and nothing after they are gone. */
@Component
public class CreatorChanges implements UserChanges {

    private final ApiKeys keys;
    private final ApiKeyPublisher publisher;
    private final InstantSource clock;

    CreatorChanges(ApiKeys keys, ApiKeyPublisher publisher, InstantSource clock) {
        this.keys = keys;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void roleChanged(User user) {
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
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (var key : keys.lockAllOf(user.tenantId(), user.id())) {
            var revoked = key.revoked(now);
            keys.update(revoked);
            publisher.revoked(revoked);
        }
    }
}
