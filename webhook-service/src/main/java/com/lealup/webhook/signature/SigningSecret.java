package com.lealup.webhook.signature;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The key that an endpoint's deliveries are signed with, as Standard Webhooks writes it.
 *
 * @param text {@code whsec_} and the key in base64: what the official verifiers take
 */
public record SigningSecret(String text) {

    private static final String PREFIX = "whsec_";
    private static final int GENERATED_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    public SigningSecret {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a signing secret starts with " + PREFIX);
        }
        Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    /** A new secret of 256 random bits. */
    public static SigningSecret generate() {
        var key = new byte[GENERATED_BYTES];
        RANDOM.nextBytes(key);
        return of(key);
    }

    public static SigningSecret of(byte[] key) {
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /**
     * Takes a secret of the caller's own: {@code whsec_} and base64 of 24 to 64 bytes, or any other string of 16 to 128
     * bytes, whose UTF-8 bytes are the key. Empty when it is neither.
     */
    public static Optional<SigningSecret> parse(String text) {
        if (text.startsWith(PREFIX)) {
            return decode(text.substring(PREFIX.length()))
                    .filter(key -> key.length >= 24 && key.length <= 64)
                    .map(SigningSecret::of);
        }
        // The other two prefixes of Standard Webhooks are of another scheme: taking them as text would mislead.
        if (text.startsWith("whsk_") || text.startsWith("whpk_")) {
            return Optional.empty();
        }
        return Optional.of(text.getBytes(StandardCharsets.UTF_8))
                .filter(key -> key.length >= 16 && key.length <= 128)
                .map(SigningSecret::of);
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    byte[] key() {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "SigningSecret[…]";
    }
}
