package com.lealup.webhook.delivery;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the API lists it.
 *
 * @param messageId what {@code webhook-id} says on each attempt
 * @param lastStatus the HTTP status of the latest attempt, where there was an answer
 * @param lastError why the latest attempt had no answer
 */
record DeliveryResponse(
        String id,
        String subscriptionId,
        String messageId,
        String type,
        String status,
        int attemptCount,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /**
     * A delivery by itself.
     *
     * @param body what is sent, to the byte
     */
    record Full(@JsonUnwrapped DeliveryResponse delivery, String body, List<AttemptResponse> attempts) {

        static Full of(DeliveryResponse delivery, String body, List<AttemptResponse> attempts) {
            return new Full(delivery, body, attempts);
        }
    }
}
