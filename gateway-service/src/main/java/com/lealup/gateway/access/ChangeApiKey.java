package com.lealup.gateway.access;

import com.lealup.gateway.audit.Act;
import com.lealup.gateway.audit.AuditLog;
import com.lealup.platform.identity.Caller;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Renames a key, and says from where it may be used. Scopes never change: what a key may do was agreed once. */
@Component
class ChangeApiKey {

    private final ApiKeys keys;
    private final ApiKeyPublisher publisher;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    ChangeApiKey(
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

        /** It is now as wished, be it as it was. */
        record Changed(StoredApiKey stored) implements Outcome {}

        /** The workspace has no such key. */
        record NotFound() implements Outcome {}

        /** It was revoked or has expired: nothing of it changes any more. */
        record Ended() implements Outcome {}

        /** The key may do something that who asks may not. */
        record BeyondOwnScopes(String scope) implements Outcome {}

        /** Who asked may act from fewer addresses than the key was to be used from. */
        record BeyondOwnNetworks() implements Outcome {}
    }

    Outcome change(Caller caller, Power power, KeyId id, ApiKeyPatch patch) {
        return transaction.execute(_ -> keys.lock(caller.tenantId(), id)
                .map(stored -> change(caller, power, stored, patch))
                .orElseGet(Outcome.NotFound::new));
    }

    private Outcome change(Caller caller, Power power, StoredApiKey stored, ApiKeyPatch patch) {
        var key = stored.key();
        var beyond = power.beyond(key.scopes());
        if (beyond.isPresent()) {
            return new Outcome.BeyondOwnScopes(beyond.get());
        }
        if (!key.isActive(clock.instant())) {
            return new Outcome.Ended();
        }
        var allowList = patch.allowList().orElse(key.allowList());
        if (patch.allowList().isPresent() && !power.networks().covers(AllowList.of(allowList))) {
            return new Outcome.BeyondOwnNetworks();
        }
        var name = patch.name().orElse(key.name());
        if (name.equals(key.name()) && allowList.equals(key.allowList())) {
            return new Outcome.Changed(stored);
        }
        var changed = key.patched(name, allowList);
        keys.update(changed);
        publisher.updated(changed);
        audit.append(
                caller,
                new Act(
                        "api_key.updated",
                        "api_key",
                        key.id().toString(),
                        difference(key, changed),
                        difference(changed, key)));
        return new Outcome.Changed(
                new StoredApiKey(changed, stored.supersedes(), stored.supersededBy(), stored.lastUsedAt()));
    }

    private static Map<String, Object> difference(ApiKey one, ApiKey other) {
        var fields = new LinkedHashMap<String, Object>();
        if (!one.name().equals(other.name())) {
            fields.put("name", one.name());
        }
        if (!one.allowList().equals(other.allowList())) {
            fields.put("allow_list", one.allowList());
        }
        return fields;
    }
}
