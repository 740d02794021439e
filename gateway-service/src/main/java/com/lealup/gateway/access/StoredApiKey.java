package com.lealup.gateway.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key with what only the database knows of it, since nobody needs it to authenticate.
 *
 * @param supersedes the key that this one was made to replace
 * @param supersededBy the key that was made to replace this one
 * @param lastUsedAt within a minute
 */
record StoredApiKey(
        ApiKey key,
        @Nullable KeyId supersedes,
        @Nullable KeyId supersededBy,
        @Nullable Instant lastUsedAt) {

    static StoredApiKey of(ApiKey key) {
        return new StoredApiKey(key, null, null, null);
    }
}
