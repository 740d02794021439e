package com.lealup.gateway.access;

import com.lealup.platform.environment.Environment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * A complete API key, as only its owner holds it: {@code lealup_sk_test_} or {@code lealup_sk_live_}, 33 random base62
 * characters (196 bits) and 6 base62 characters of CRC-32 over everything before them. The checksum is no secret: it
 * refuses a typing mistake without any look-up and lets a secret scanner recognise a leaked key.
 *
 * @param environment the environment named in the key
 * @param text the whole key
 */
public record ApiKeySecret(Environment environment, String text) {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String COMMON_PREFIX = "lealup_sk_";
    private static final int RANDOM_LENGTH = 33;
    private static final int CHECKSUM_LENGTH = 6;

    static ApiKeySecret generate(Environment environment, RandomGenerator random) {
        var text = new StringBuilder(prefix(environment));
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new ApiKeySecret(environment, text.append(checksum(text)).toString());
    }

    /** Reads a presented key; empty when it cannot be one of ours (prefix, length, alphabet or checksum). */
    static Optional<ApiKeySecret> parse(String presented) {
        for (var environment : Environment.values()) {
            var prefix = prefix(environment);
            if (presented.startsWith(prefix)) {
                return isWhole(presented, prefix.length())
                        ? Optional.of(new ApiKeySecret(environment, presented))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The part that every key of an environment begins with. */
    static String prefix(Environment environment) {
        return COMMON_PREFIX + environment + "_";
    }

    /** What may be shown of a key after its creation, beside its prefix. */
    String lastFour() {
        return text.substring(text.length() - 4);
    }

    private static boolean isWhole(String presented, int prefixLength) {
        if (presented.length() != prefixLength + RANDOM_LENGTH + CHECKSUM_LENGTH) {
            return false;
        }
        for (int i = prefixLength; i < presented.length(); i++) {
            if (!isBase62(presented.charAt(i))) {
                return false;
            }
        }
        int body = presented.length() - CHECKSUM_LENGTH;
        return presented.substring(body).equals(checksum(presented.subSequence(0, body)));
    }

    private static boolean isBase62(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static String checksum(CharSequence body) {
        var crc = new CRC32();
        crc.update(body.toString().getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        var digits = new char[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(digits);
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return prefix(environment) + "…" + lastFour();
    }
}
