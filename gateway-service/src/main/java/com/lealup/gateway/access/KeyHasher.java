package com.lealup.gateway.access;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Hashes secrets. A slow hash (bcrypt, Argon2) would buy nothing against 196 random bits and would hand an attacker a
 * way to spend our processors; the pepper is what makes a stolen table useless.
 */
@Component
class KeyHasher {

    private final Map<Integer, HmacKey> peppers;
    private final int current;

    KeyHasher(KeysProperties properties) {
        this.peppers = properties.peppersByVersion();
        this.current = peppers.keySet().iterator().next();
    }

    /** The hash of a new key. */
    KeyHash hash(ApiKeySecret secret) {
        return candidates(secret).stream()
                .filter(hash -> hash.pepperVersion() == current)
                .findFirst()
                .orElseThrow();
    }

    /** Every hash under which this secret may be stored, the most likely first. */
    List<KeyHash> candidates(ApiKeySecret secret) {
        var bytes = secret.text().getBytes(StandardCharsets.US_ASCII);
        return peppers.entrySet().stream()
                .map(pepper -> KeyHash.of(pepper.getKey(), pepper.getValue().sign(bytes)))
                .toList();
    }
}
