package com.lealup.gateway.access;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A key as the API shows it. */
record ApiKeyView(
        String id,
        String name,
        String prefix,
        String lastFour,
        List<String> scopes,
        List<String> allowList,
        CreatedBy createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        @Nullable String supersedes,
        @Nullable String supersededBy) {

    /** The person behind it. */
    record CreatedBy(String id, String email) {}

    static ApiKeyView of(StoredApiKey stored, String prefix) {
        var key = stored.key();
        return new ApiKeyView(
                key.id().toString(),
                key.name(),
                prefix,
                key.lastFour(),
                key.scopes(),
                key.allowList(),
                new CreatedBy(key.creator().id().toString(), key.creator().email()),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt(),
                stored.lastUsedAt(),
                text(stored.supersedes()),
                text(stored.supersededBy()));
    }

    /** What an audit entry keeps of a new key. */
    static Map<String, Object> audited(ApiKey key) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", key.name());
        fields.put("last_four", key.lastFour());
        fields.put("scopes", key.scopes());
        fields.put("allow_list", key.allowList());
        if (key.expiresAt() != null) {
            fields.put("expires_at", key.expiresAt().toString());
        }
        return fields;
    }

    private static @Nullable String text(@Nullable KeyId id) {
        return id == null ? null : id.toString();
    }
}
