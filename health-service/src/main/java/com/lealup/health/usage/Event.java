package com.lealup.health.usage;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.score.ShortHash;
import com.lealup.platform.consumer.RecordPosition;
import com.lealup.platform.correlation.Correlation;
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
 * @param position where its record stands
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
        RecordPosition position,
        Correlation correlation) {

    private static final long UNNAMED = 0;

    LocalDate day() {
        return day(at);
    }

    LocalDate appendedOn() {
        return day(appendedAt);
    }

    /**
     * A hash of who did it, never the address itself: the product's own id where there is one, for addresses change.
     * The unnamed are one user.
     */
    long user() {
        if (userExternalId != null) {
            return ShortHash.of("id:" + userExternalId);
        }
        return userEmail == null ? UNNAMED : ShortHash.of("email:" + userEmail);
    }

    /** A hash of the name. */
    long feature() {
        return ShortHash.of(name);
    }

    /** Who answered a survey: each answer that names nobody is somebody else's. */
    long respondent() {
        var user = user();
        return user == UNNAMED ? ShortHash.of("event:" + id) : user;
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
