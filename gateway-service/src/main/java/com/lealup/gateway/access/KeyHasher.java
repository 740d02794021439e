package com.lealup.gateway.access;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Hashes secrets. A slow hash (bcrypt, Argon2) would buy nothing against 196 random bits and would hand an attacker a
 * way to spend our processors; the pepper is what makes a stolen table useless.
 */
@Component
class KeyHasher {

    private final Map<Integer, HmacKey> peppers;
    private final List<Integer> versions;
    private final int current;

    KeyHasher(KeysProperties properties) {
        this.peppers = properties.peppersByVersion();
        this.versions = List.copyOf(peppers.keySet());
        this.current = versions.getFirst();
    }

    /** The hash of a new key. */
    KeyHash hash(ApiKeySecret secret) {
        return hash(secret, current);
    }

    /** The hash of a secret under one of {@link #versions}. */
    KeyHash hash(ApiKeySecret secret, int version) {
        var pepper = Objects.requireNonNull(peppers.get(version), "an unknown pepper");
        return KeyHash.of(version, pepper.sign(secret.text().getBytes(StandardCharsets.US_ASCII)));
    }

    /** The peppers' versions, the one that most keys were hashed with first. */
    List<Integer> versions() {
        return versions;
    }

    /** Every hash under which this secret may be stored, the most likely first. */
    List<KeyHash> candidates(ApiKeySecret secret) {
        return versions.stream().map(version -> hash(secret, version)).toList();
    }
}
