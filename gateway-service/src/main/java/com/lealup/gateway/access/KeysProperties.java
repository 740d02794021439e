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
 * @param heartbeat how long the keys topic may be quiet before a gateway writes a heartbeat; with {@code staleAfter} it
 *     decides how soon a gateway notices that it hears nothing any more
 * @param staleAfter without a sign for this long, memory is not believed without asking Postgres; at least twice the
 *     heartbeat, more where pauses of the JVM or of Kafka are longer
 * @param recheckEvery how often a used key is read again while memory is not believed; a revocation takes at most this
 *     long then
 * @param staleGrace how long keys go on when neither Kafka nor Postgres gives a sign; longer keeps callers working
 *     through a longer outage of both, shorter limits how long a gateway that is cut off takes revoked keys
 * @param answerWithin how long a caller waits for Postgres to be asked about a key
 * @param writeUses how often uses of keys are written; {@code last_used_at} is late by this and the write itself
 */
@ConfigurationProperties("lealup.keys")
record KeysProperties(
        List<String> peppers,
        String recordMacKey,
        @DefaultValue("1s") Duration unknownFor,
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("3s") Duration staleAfter,
        @DefaultValue("1s") Duration recheckEvery,
        @DefaultValue("60s") Duration staleGrace,
        @DefaultValue("1s") Duration answerWithin,
        @DefaultValue("30s") Duration writeUses) {

    private static final String PEPPERS = "lealup.keys.peppers";
    private static final String RECORD_MAC_KEY = "lealup.keys.record-mac-key";
    /** The API promises last_used_at within a minute. */
    private static final Duration LATEST_USE = Duration.ofSeconds(50);

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
        if (!heartbeat.isPositive() || staleAfter.compareTo(heartbeat.multipliedBy(2)) < 0) {
            throw InvalidSettingException.invalid(
                    "lealup.keys.stale-after", "must be at least twice lealup.keys.heartbeat, which must be positive");
        }
        if (!writeUses.isPositive() || writeUses.compareTo(LATEST_USE) > 0) {
            throw InvalidSettingException.invalid("lealup.keys.write-uses", "must be positive and at most 50 s");
        }
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
