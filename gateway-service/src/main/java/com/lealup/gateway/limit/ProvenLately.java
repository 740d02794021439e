package com.lealup.gateway.limit;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Credentials that were good a while ago, by a fingerprint that only this process can compute. Being remembered opens
 * nothing: it only says that looking at this credential is no waste, whatever others do from the same address.
 */
final class ProvenLately {

    private static final Duration REMEMBERED = Duration.ofMinutes(15);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int MOST = 50_000;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final InstantSource clock;
    private final long seed = new SecureRandom().nextLong();
    private final ConcurrentMap<Long, Long> provenAt = new ConcurrentHashMap<>();

    ProvenLately(InstantSource clock) {
        this.clock = clock;
    }

    boolean knows(String credential) {
        var at = provenAt.get(fingerprint(credential));
        return at != null && clock.millis() - at < REMEMBERED.toMillis();
    }

    void remember(String credential) {
        var now = clock.millis();
        var fingerprint = fingerprint(credential);
        var at = provenAt.get(fingerprint);
        if (at != null && now - at < FRESH.toMillis()) {
            return;
        }
        if (at == null && provenAt.size() >= MOST) {
            provenAt.values().removeIf(proven -> now - proven >= REMEMBERED.toMillis());
        }
        if (at != null || provenAt.size() < MOST) {
            provenAt.put(fingerprint, now);
        }
    }

    void forget(String credential) {
        provenAt.remove(fingerprint(credential));
    }

    /** Not for secrecy: without the seed nobody can make one text look like another, and gains little if so. */
    private long fingerprint(String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
