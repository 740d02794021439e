package com.lealup.gateway.access;

import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.platform.identity.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Replaces a key by a new one with another secret; the old one goes on for as long as was chosen. */
@Component
class RotateApiKey {

    private final ApiKeys keys;
    private final CreateApiKey create;
    private final ApiKeyPublisher publisher;
    private final AuditLog audit;
    private final InstantSource clock;

    RotateApiKey(ApiKeys keys, CreateApiKey create, ApiKeyPublisher publisher, AuditLog audit, InstantSource clock) {
        this.keys = keys;
        this.create = create;
        this.publisher = publisher;
        this.audit = audit;
        this.clock = clock;
    }

    /** What became of it. */
    sealed interface Outcome {

        /** There is a new key. */
        record Rotated(StoredApiKey successor, ApiKeySecret secret) implements Outcome {}

        /** The workspace has no such key. */
        record NotFound() implements Outcome {}

        /** It was revoked, has expired, or its creator is gone: there is nothing to go on with. */
        record Ended() implements Outcome {}

        /** It was replaced before, by this one. */
        record Superseded(KeyId successor) implements Outcome {}

        /** The key may do something that who asks may not. */
        record BeyondOwnScopes(String scope) implements Outcome {}

        /** The key may be used from where who asks may not act. */
        record BeyondOwnNetworks() implements Outcome {}
    }

    /** Rotates; call it in a transaction of the caller. */
    Outcome rotate(Caller caller, Power power, KeyId id, Rotation wish) {
        return keys.lock(caller.tenantId(), id)
                .map(stored -> rotate(caller, power, stored, wish))
                .orElseGet(Outcome.NotFound::new);
    }

    private Outcome rotate(Caller caller, Power power, StoredApiKey stored, Rotation wish) {
        var old = stored.key();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var beyond = power.beyond(old.scopes());
        if (beyond.isPresent()) {
            return new Outcome.BeyondOwnScopes(beyond.get());
        }
        if (!power.networks().covers(AllowList.of(old.allowList()))) {
            return new Outcome.BeyondOwnNetworks();
        }
        if (!old.isActive(now)) {
            return new Outcome.Ended();
        }
        if (stored.supersededBy() != null) {
            return new Outcome.Superseded(stored.supersededBy());
        }
        return switch (create.replace(old, expiry(old, wish, now))) {
            case CreateApiKey.Outcome.Created(var successor, var secret) -> {
                supersede(caller, old, successor, now.plus(wish.overlap()));
                yield new Outcome.Rotated(new StoredApiKey(successor, old.id(), null, null), secret);
            }
            case CreateApiKey.Outcome.CreatorGone() -> new Outcome.Ended();
            case CreateApiKey.Outcome.BeyondOwnScopes(var scope) -> new Outcome.BeyondOwnScopes(scope);
            case CreateApiKey.Outcome.BeyondOwnNetworks() -> new Outcome.BeyondOwnNetworks();
        };
    }

    private void supersede(Caller caller, ApiKey old, ApiKey successor, Instant end) {
        var ending = old.endingBy(end);
        keys.update(ending);
        keys.linkSuccessor(ending, successor.id());
        publisher.updated(ending);
        var after = end(ending);
        after.put("superseded_by", successor.id().toString());
        audit.append(caller, new Act("api_key.rotated", "api_key", old.id().toString(), end(old), after));
    }

    private static Map<String, Object> end(ApiKey key) {
        var fields = new LinkedHashMap<String, Object>();
        if (key.expiresAt() != null) {
            fields.put("expires_at", key.expiresAt().toString());
        }
        return fields;
    }

    private static @Nullable Instant expiry(ApiKey old, Rotation wish, Instant now) {
        if (wish.expiry().isPresent()) {
            return wish.expiry().get().from(now);
        }
        return old.expiresAt() == null ? null : now.plus(Duration.between(old.createdAt(), old.expiresAt()));
    }
}
