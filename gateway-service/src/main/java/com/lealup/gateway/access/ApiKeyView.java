package com.lealup.gateway.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key as the API shows it. */
record ApiKeyView(
        String id,
        String name,
        String prefix,
        String lastFour,
        List<String> scopes,
        CreatedBy createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    /** The person behind it. */
    record CreatedBy(String id, String email) {}

    static ApiKeyView of(ApiKey key, String prefix) {
        return new ApiKeyView(
                key.id().toString(),
                key.name(),
                prefix,
                key.lastFour(),
                key.scopes(),
                new CreatedBy(key.creator().id().toString(), key.creator().email()),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt());
    }
}
