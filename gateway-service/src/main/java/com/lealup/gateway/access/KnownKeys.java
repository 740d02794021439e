package com.lealup.gateway.access;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * Every key, in memory. Fed by the keys topic, by this instance's own changes at their commit, and by the answer to a
 * miss; whichever comes first, the highest revision wins, so a revoked key never comes back to life by a late record.
 */
@Component
class KnownKeys {

    private final ConcurrentMap<KeyHash, ApiKey> byHash = new ConcurrentHashMap<>();
    private final ConcurrentMap<KeyId, ApiKey> byId = new ConcurrentHashMap<>();

    void learn(ApiKey key) {
        byHash.merge(key.hash(), key, KnownKeys::newer);
        byId.merge(key.id(), key, KnownKeys::newer);
    }

    Optional<ApiKey> find(KeyId id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static ApiKey newer(ApiKey known, ApiKey news) {
        return news.revision() > known.revision() ? news : known;
    }

    Optional<ApiKey> find(List<KeyHash> candidates) {
        return candidates.stream().map(byHash::get).filter(key -> key != null).findFirst();
    }
}
