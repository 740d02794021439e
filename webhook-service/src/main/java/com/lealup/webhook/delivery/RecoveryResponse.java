package com.lealup.webhook.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recovery, as the API shows it.
 *
 * @param since what happened from then on is sent
 * @param state {@code running} or {@code completed}
 * @param recovered how many deliveries are pending again because of it, so far
 */
record RecoveryResponse(
        String id,
        String subscriptionId,
        Instant since,
        String state,
        long recovered,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
