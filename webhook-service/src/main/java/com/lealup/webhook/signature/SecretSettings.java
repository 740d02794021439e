package com.lealup.webhook.signature;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys that signing secrets are encrypted with in the database.
 *
 * @param secretKeys {@code version:base64 of 32 bytes}, separated by commas. The first encrypts, all decrypt: to
 *     rotate, put a new version in front and keep the old ones for as long as a secret was sealed with them.
 */
@ConfigurationProperties("lealup.webhooks")
record SecretSettings(@DefaultValue List<String> secretKeys) {

    SecretSettings {
        parse(secretKeys);
    }

    SequencedMap<Integer, SecretKey> keys() {
        return parse(secretKeys);
    }

    private static SequencedMap<Integer, SecretKey> parse(List<String> texts) {
        var keys = new LinkedHashMap<Integer, SecretKey>();
        for (var text : texts) {
            var colon = text.indexOf(':');
            try {
                var version =
                        Integer.parseInt(text.substring(0, Math.max(colon, 0)).strip());
                var key = Base64.getDecoder().decode(text.substring(colon + 1).strip());
                if (version < 1 || key.length != 32 || keys.put(version, new SecretKeySpec(key, "AES")) != null) {
                    throw malformed();
                }
            } catch (IllegalArgumentException e) {
                throw malformed();
            }
        }
        if (keys.isEmpty()) {
            throw malformed();
        }
        return keys;
    }

    /** Names no part of the value: it is a secret. */
    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "LEALUP_WEBHOOKS_SECRET_KEYS should be a list of version:base64 of 32 bytes, such as 1:q83v…=,"
                        + " versions from 1 and each of them once");
    }

    /** Hides the keys. */
    @Override
    public String toString() {
        return "SecretSettings[…]";
    }
}
