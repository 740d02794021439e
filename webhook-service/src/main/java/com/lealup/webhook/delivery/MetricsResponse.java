package com.lealup.webhook.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a subscription's endpoint is doing.
 *
 * @param backlog deliveries that wait, counted up to 10,000
 * @param backlogCapped whether there are more
 * @param oldestPendingAt when the oldest of the counted was made; null while none waits
 * @param recent of the newest 1,000 deliveries
 */
record MetricsResponse(
        String subscriptionId,
        int backlog,
        boolean backlogCapped,
        @Nullable Instant oldestPendingAt,
        Recent recent) {

    /**
     * What became of the newest deliveries.
     *
     * @param attempts that were made for them
     * @param successRate the share of those attempts that were answered with 2xx, from 0 to 1; null without any
     * @param latencyMs null without any
     */
    record Recent(
            int deliveries,
            int succeeded,
            int failed,
            int attempts,
            @Nullable Double successRate,
            @Nullable Latency latencyMs) {}

    /** From the start of the connection to the end of the answer, or to where the attempt was given up; in ms. */
    record Latency(int p50, int p95, int p99) {}
}
