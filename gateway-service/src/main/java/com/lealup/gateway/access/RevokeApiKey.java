package com.lealup.gateway.access;

import com.lealup.platform.identity.TenantId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stops a key for good. Stopping it again changes nothing. */
@Component
class RevokeApiKey {

    private final ApiKeys keys;
    private final ApiKeyPublisher publisher;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    RevokeApiKey(ApiKeys keys, ApiKeyPublisher publisher, TransactionTemplate transaction, InstantSource clock) {
        this.keys = keys;
        this.publisher = publisher;
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

    Outcome revoke(TenantId tenantId, Set<String> held, KeyId id) {
        return transaction.execute(
                _ -> keys.lock(tenantId, id).map(key -> revoke(key, held)).orElseGet(Outcome.NotFound::new));
    }

    private Outcome revoke(ApiKey key, Set<String> held) {
        var beyond = Scopes.beyond(held, key.scopes());
        if (beyond.isPresent()) {
            return new Outcome.BeyondOwnScopes(beyond.get());
        }
        if (!key.isRevoked()) {
            var revoked = key.revoked(clock.instant().truncatedTo(ChronoUnit.MICROS));
            keys.update(revoked);
            publisher.revoked(revoked);
        }
        return new Outcome.Revoked();
    }
}
