package com.lealup.health.portfolio;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All customers of a workspace at a glance.
 *
 * @param bands by {@code healthy}, {@code neutral}, {@code at_risk} and {@code no_score}
 * @param averageScore to two decimals, or null if nobody has a score
 * @param sharpDrops of the last 7 days, the newest first, at most 10
 */
record Summary(
        long customers,
        BigDecimal arr,
        @Nullable BigDecimal averageScore,
        Map<String, Band> bands,
        Movers movers,
        List<Drop> sharpDrops) {

    /**
     * Customers of a band.
     *
     * @param arr theirs, summed; those whose revenue is not known count 0
     */
    record Band(long customers, BigDecimal arr) {}

    /** Whose score moved most in the last 7 days, the largest move first. */
    record Movers(List<Mover> up, List<Mover> down) {}

    /**
     * A customer whose score moved.
     *
     * @param change points, negative if it fell
     */
    record Mover(
            String customerId,
            @Nullable String name,
            @Nullable BigDecimal arr,
            int scoreBefore,
            int score,
            int change,
            @Nullable String status) {}

    /**
     * A fall of more than 15 points within 7 days.
     *
     * @param recoveredAt when the score was back within 10 points, or null
     */
    record Drop(
            String customerId,
            @Nullable String name,
            Instant at,
            int scoreFrom,
            int score,
            @Nullable Instant recoveredAt) {}
}
