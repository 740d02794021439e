package com.lealup.gateway.deadletter;

import com.lealup.platform.id.Ulids;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A dead letter as it is answered. */
public record DeadLetterView(
        String id,
        @Nullable String tenantId,
        String state,
        String service,
        ListedDeadLetter.Source source,
        String recordKey,
        @Nullable String eventId,
        @Nullable String eventType,
        String requestId,
        ListedDeadLetter.Cause cause,
        int attempts,
        Instant failedAt,
        Instant changedAt) {

    public static DeadLetterView of(ListedDeadLetter letter) {
        return new DeadLetterView(
                Ulids.format(letter.id()),
                letter.tenant() == null ? null : letter.tenant().toString(),
                letter.state().name().toLowerCase(Locale.ROOT),
                letter.service(),
                letter.source(),
                letter.recordKey(),
                letter.eventId(),
                letter.eventType(),
                letter.requestId(),
                letter.cause(),
                letter.attempts(),
                letter.failedAt(),
                letter.changedAt());
    }
}
