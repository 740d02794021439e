package com.lealup.gateway.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secrets that API keys rest on. They come from outside the database, so that a copy of it opens nothing.
 *
 * @param peppers {@code version:base64 of 32 bytes}, the first hashes new keys, all are tried; add one in front to
 *     rotate, drop one when no key was hashed with it
 * @param recordMacKey base64 of 32 bytes; authenticates the records of the keys topic; change it only together with
 *     rewriting that topic
 * @param unknownFor how long a key that was not found stays refused without asking the database again; longer makes
 *     guessing cheaper to fend off, shorter makes a key that was made elsewhere work sooner while Kafka lags
 */
@ConfigurationProperties("lealup.keys")
public record KeysProperties(
        List<String> peppers, String recordMacKey, @DefaultValue("1s") Duration unknownFor) {

    /**
     * Refuses what cannot be used.
     *
     * @throws IllegalArgumentException naming what is wrong, without repeating a secret
     */
    public KeysProperties {
        if (peppers == null || peppers.isEmpty()) {
            throw new IllegalArgumentException(
                    "lealup.keys.peppers is missing; give a list of version:base64 of 32 random bytes");
        }
        if (recordMacKey == null) {
            throw new IllegalArgumentException(
                    "lealup.keys.record-mac-key is missing; give 32 random bytes in base64");
        }
        peppers = List.copyOf(peppers);
        parse(peppers);
        recordMac(recordMacKey);
    }

    /** The peppers by version, the one for new keys first. */
    Map<Integer, HmacKey> peppersByVersion() {
        return parse(peppers);
    }

    HmacKey recordMac() {
        return recordMac(recordMacKey);
    }

    private static HmacKey recordMac(String text) {
        try {
            return HmacKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("lealup.keys.record-mac-key " + e.getMessage(), e);
        }
    }

    private static Map<Integer, HmacKey> parse(List<String> peppers) {
        var byVersion = new LinkedHashMap<Integer, HmacKey>();
        for (int i = 0; i < peppers.size(); i++) {
            var name = "lealup.keys.peppers[" + i + "] ";
            var parts = peppers.get(i).split(":", 2);
            if (parts.length != 2 || !parts[0].matches("[1-9][0-9]{0,8}")) {
                throw new IllegalArgumentException(name + "must be version:base64, the version a positive integer");
            }
            try {
                if (byVersion.put(Integer.valueOf(parts[0]), HmacKey.parse(parts[1])) != null) {
                    throw new IllegalArgumentException("repeats a version");
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + e.getMessage(), e);
            }
        }
        return byVersion;
    }

    /** Hides the secrets. */
    @Override
    public String toString() {
        return "KeysProperties[" + peppers.size() + " peppers, unknownFor=" + unknownFor + "]";
    }
}
