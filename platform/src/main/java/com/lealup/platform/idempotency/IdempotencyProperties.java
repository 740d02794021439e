package com.lealup.platform.idempotency;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How kept answers are protected and how long they are kept.
 *
 * @param keys {@code version:base64 of 32 bytes}; the first encrypts, all decrypt. To rotate, put a new one in front
 *     and drop the old one after {@code retention}
 * @param retention how long an answer can be replayed; the promise is 24 hours at least
 */
@ConfigurationProperties("lealup.idempotency")
record IdempotencyProperties(
        List<String> keys, @DefaultValue("25h") Duration retention) {

    private static final Pattern KEY = Pattern.compile("(\\d{1,3}):([A-Za-z0-9+/]{43}=)");

    IdempotencyProperties {
        if (keys.isEmpty() || !keys.stream().allMatch(key -> KEY.matcher(key).matches())) {
            throw new IllegalArgumentException(
                    "must be a comma-separated list of version:key, the version a number below 256, the key 32 bytes in base64");
        }
        if (keys.stream().mapToInt(IdempotencyProperties::version).anyMatch(version -> version > 255)) {
            throw new IllegalArgumentException("must have versions below 256");
        }
        if (retention.compareTo(Duration.ofHours(24)) < 0) {
            throw new IllegalArgumentException("must keep answers for 24 hours at least");
        }
    }

    static int version(String key) {
        return Integer.parseInt(key.substring(0, key.indexOf(':')));
    }

    static byte[] bytes(String key) {
        return Base64.getDecoder().decode(key.substring(key.indexOf(':') + 1));
    }

    @Override
    public String toString() {
        return "IdempotencyProperties[retention=" + retention + "]";
    }
}
