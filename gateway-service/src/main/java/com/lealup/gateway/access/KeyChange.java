package com.lealup.gateway.access;

import com.lealup.platform.identity.TenantId;
import java.util.Optional;

/**
 * That a key has changed, as Postgres tells those who listen. It is a hint and no proof, since every role of the
 * database may send one: what the key is now is read from its row.
 */
record KeyChange(TenantId tenantId, KeyId keyId, long revision) {

    static final String CHANNEL = "lealup_api_keys";

    static KeyChange of(ApiKey key) {
        return new KeyChange(key.tenantId(), key.id(), key.revision());
    }

    /** Reads what {@link #payload} writes; empty for anything else. */
    static Optional<KeyChange> parse(String payload) {
        var parts = payload.split(":", -1);
        if (parts.length != 3 || !parts[2].matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return TenantId.parse(parts[0])
                .flatMap(tenant ->
                        KeyId.parse(parts[1]).map(key -> new KeyChange(tenant, key, Long.parseLong(parts[2]))));
    }

    String payload() {
        return tenantId + ":" + keyId + ":" + revision;
    }
}
