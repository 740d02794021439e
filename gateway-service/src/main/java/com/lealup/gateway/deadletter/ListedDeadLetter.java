package com.lealup.gateway.deadletter;

import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as the list has it.
 *
 * @param tenant whose it is; null where the record does not say so without contradiction
 * @param service which one keeps it
 */
public record ListedDeadLetter(
        UUID id,
        @Nullable TenantId tenant,
        State state,
        String service,
        Source source,
        String recordKey,
        @Nullable String eventId,
        @Nullable String eventType,
        String requestId,
        Cause cause,
        int attempts,
        Instant failedAt,
        Instant changedAt) {

    /** What became of it. */
    public enum State {
        /** It failed, and waits for somebody. */
        WAITING,
        /** Somebody wants it processed again; the service has not answered yet. */
        REDRIVING,
        /** It took effect after all. */
        REDRIVEN,
        /** Somebody gave it up. */
        DISMISSED
    }

    /** Where the record stood, and who could not process it. */
    public record Source(String topic, int partition, long offset, String consumerGroup) {}

    /** Why it failed the last time, for machines and for people. */
    public record Cause(String code, String message) {}
}
