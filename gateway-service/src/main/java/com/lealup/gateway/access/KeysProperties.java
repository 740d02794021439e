package com.lealup.gateway.access;

import com.lealup.platform.environment.InvalidSettingException;
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
record KeysProperties(
        List<String> peppers,
        String recordMacKey,
        @DefaultValue("1s") Duration unknownFor) {

    private static final String PEPPERS = "lealup.keys.peppers";
    private static final String RECORD_MAC_KEY = "lealup.keys.record-mac-key";
    private static final String PEPPERS_FORM =
            "must be a comma-separated list of version:key, each version a positive integer used once, each key 32"
                    + " random bytes in base64";

    /**
     * Refuses what cannot be used.
     *
     * @throws InvalidSettingException naming what is wrong, without repeating a secret
     */
    KeysProperties {
        if (peppers == null || peppers.isEmpty()) {
            throw InvalidSettingException.missing(PEPPERS, PEPPERS_FORM);
        }
        if (recordMacKey == null) {
            throw InvalidSettingException.missing(RECORD_MAC_KEY, "must be 32 random bytes in base64");
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
        } catch (IllegalArgumentException _) {
            throw InvalidSettingException.invalid(RECORD_MAC_KEY, "must be 32 random bytes in base64");
        }
    }

    private static Map<Integer, HmacKey> parse(List<String> peppers) {
        var byVersion = new LinkedHashMap<Integer, HmacKey>();
        for (var pepper : peppers) {
            var parts = pepper.split(":", 2);
            if (parts.length != 2 || !parts[0].matches("[1-9][0-9]{0,8}")) {
                throw InvalidSettingException.invalid(PEPPERS, PEPPERS_FORM);
            }
            try {
                if (byVersion.put(Integer.valueOf(parts[0]), HmacKey.parse(parts[1])) != null) {
                    throw InvalidSettingException.invalid(PEPPERS, PEPPERS_FORM);
                }
            } catch (IllegalArgumentException _) {
                throw InvalidSettingException.invalid(PEPPERS, PEPPERS_FORM);
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
