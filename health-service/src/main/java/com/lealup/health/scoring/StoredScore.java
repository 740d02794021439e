package com.lealup.health.scoring;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.score.Score;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer's score as it was last shown; whoever holds one holds the lock of its row.
 *
 * @param revision counts the changes
 * @param score null before the first one
 * @param scoredAt when it last changed
 * @param nextEvaluationAt when time alone may next change it
 */
public record StoredScore(
        CustomerKey customer,
        long revision,
        @Nullable Score score,
        @Nullable Instant scoredAt,
        @Nullable Instant nextEvaluationAt) {}
