package com.lealup.health.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.correlation.Correlation;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A usage event.
 *
 * @param at when it happened, as the client says
 * @param receivedAt when it was accepted
 * @param appendedAt when Kafka stored it; the same on every replay
 * @param properties a JSON object as the client wrote it
 * @param repeatable whether a client can send the same id again
 */
record Event(
        CustomerKey customer,
        UUID id,
        String name,
        Instant at,
        Instant receivedAt,
        Instant appendedAt,
        @Nullable String externalId,
        @Nullable String userEmail,
        @Nullable String userExternalId,
        @Nullable String properties,
        boolean repeatable,
        Correlation correlation) {

    private static final long UNNAMED = 0;

    LocalDate day() {
        return day(at);
    }

    LocalDate appendedOn() {
        return day(appendedAt);
    }

    /**
     * A hash of who did it: the product's own id where there is one, for addresses change. The unnamed are one user.
     */
    long user() {
        if (userExternalId != null) {
            return hash("id:" + userExternalId);
        }
        return userEmail == null ? UNNAMED : hash("email:" + userEmail);
    }

    /** A hash of the name. */
    long feature() {
        return hash(name);
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** 64 bits of SHA-256: within one customer's day a collision is out of reach, and no address is kept. */
    private static long hash(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
