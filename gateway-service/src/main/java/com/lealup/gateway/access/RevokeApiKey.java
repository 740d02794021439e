package com.lealup.gateway.access;

import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.platform.identity.Caller;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stops a key for good. Stopping it again changes nothing. */
@Component
class RevokeApiKey {

    private final ApiKeys keys;
    private final ApiKeyPublisher publisher;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    RevokeApiKey(
            ApiKeys keys,
            ApiKeyPublisher publisher,
            AuditLog audit,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.keys = keys;
        this.publisher = publisher;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What became of it. */
    sealed interface Outcome {

        /** The key opens nothing any more. */
        record Revoked() implements Outcome {}

        /** The workspace has no such key. */
        record NotFound() implements Outcome {}

        /** The key may do something that who asks may not. */
        record BeyondOwnScopes(String scope) implements Outcome {}
    }

    Outcome revoke(Caller caller, Power power, KeyId id) {
        return transaction.execute(_ -> keys.lock(caller.tenantId(), id)
                .map(stored -> revoke(caller, power, stored.key()))
                .orElseGet(Outcome.NotFound::new));
    }

    private Outcome revoke(Caller caller, Power power, ApiKey key) {
        var beyond = power.beyond(key.scopes());
        if (beyond.isPresent()) {
            return new Outcome.BeyondOwnScopes(beyond.get());
        }
        if (!key.isRevoked()) {
            var revoked = key.revoked(clock.instant().truncatedTo(ChronoUnit.MICROS));
            keys.update(revoked);
            publisher.revoked(revoked);
            audit.append(
                    caller,
                    new Act("api_key.revoked", "api_key", key.id().toString(), ApiKeyView.audited(key), Map.of()));
        }
        return new Outcome.Revoked();
    }
}
