package com.lealup.gateway.access;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * Every key, in memory. Fed by the keys topic, by Postgres' own signal, by this instance's own changes at their commit,
 * and by the answer to a miss; whichever comes first, the highest revision wins, so a revoked key never comes back to
 * life by a late record.
 */
@Component
class KnownKeys {

    private final ConcurrentMap<KeyHash, KnownKey> byHash = new ConcurrentHashMap<>();
    private final ConcurrentMap<KeyId, KnownKey> byId = new ConcurrentHashMap<>();

    /** Takes news of a key; what is older than what is known changes nothing. */
    KnownKey learn(ApiKey key) {
        var news = new KnownKey(key);
        byHash.merge(key.hash(), news, KnownKeys::newer);
        return byId.merge(key.id(), news, KnownKeys::newer);
    }

    Optional<KnownKey> find(KeyId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<KnownKey> find(KeyHash hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    private static KnownKey newer(KnownKey known, KnownKey news) {
        return news.key().revision() > known.key().revision() ? news : known;
    }
}
