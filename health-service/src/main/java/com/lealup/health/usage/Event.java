package com.lealup.health.usage;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.correlation.Correlation;
import com.lealup.schemas.v1.UsageEvent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * A usage event as scoring needs it.
 *
 * @param user a hash of who did it; everybody unnamed is one user
 * @param feature a hash of the event's name
 * @param value the record as it came, for the timeline
 */
record Event(
        CustomerKey customer,
        UUID id,
        Instant at,
        Instant receivedAt,
        Instant appendedAt,
        long user,
        long feature,
        boolean repeatable,
        UsageEvent value,
        Correlation correlation) {

    private static final long UNNAMED = 0;

    static Event of(Received<UsageEvent> received) {
        var value = received.value();
        if (value == null) {
            throw new PoisonRecordException(received, "empty_value", "A usage event has a value");
        }
        var customer = CustomerKey.parse(value.getTenantId(), value.getCustomerId())
                .filter(key -> key.toString().equals(received.key()))
                .orElseThrow(() -> new PoisonRecordException(
                        received, "key_mismatch", "The key is not that of the customer inside"));
        return new Event(
                customer,
                id(received, value),
                value.getOccurredAt(),
                value.getReceivedAt(),
                received.appendedAt(),
                user(value),
                hash(value.getEventName()),
                value.getRepeatable(),
                value,
                received.correlation());
    }

    LocalDate day() {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    LocalDate appendedOn() {
        return appendedAt.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static UUID id(Received<UsageEvent> received, UsageEvent value) {
        try {
            return UUID.fromString(value.getEventId());
        } catch (IllegalArgumentException e) {
            throw new PoisonRecordException(received, "invalid_id", "The event id is not a UUID");
        }
    }

    /** The product's own id of the user where there is one: addresses change. */
    private static long user(UsageEvent value) {
        if (value.getUserExternalId() != null) {
            return hash("id:" + value.getUserExternalId());
        }
        return value.getUserEmail() == null ? UNNAMED : hash("email:" + value.getUserEmail());
    }

    /** 64 bits of SHA-256: within one customer's day a collision is out of reach, and no address is kept. */
    private static long hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
