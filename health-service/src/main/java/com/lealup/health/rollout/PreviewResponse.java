package com.lealup.health.rollout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another model would make of the customers.
 *
 * @param customers with anything to score by
 * @param evaluated those that were scored for this preview: all of them, or an even sample of a very large workspace
 * @param changed those whose integer score would differ
 * @param before by the current model, now
 * @param after by the other model, at the same instant
 * @param crossings customers that would change band
 * @param largestMoves the customers whose score would move most
 */
record PreviewResponse(
        long customers,
        long evaluated,
        long changed,
        Distribution before,
        Distribution after,
        List<Crossing> crossings,
        List<Move> largestMoves) {

    /**
     * Customers by band and by score.
     *
     * @param noScore customers whose every dimension is missing
     * @param histogram customers with a score of 0 to 9, 10 to 19, … 90 to 100
     * @param mean of the scores, to two decimals, or null if there is none
     */
    record Distribution(
            long healthy,
            long neutral,
            long atRisk,
            long noScore,
            List<Long> histogram,
            java.math.@Nullable BigDecimal mean) {}

    /** How many would go from one band to another; null is no score. */
    record Crossing(@Nullable String from, @Nullable String to, long customers) {}

    /** One customer's score before and after. */
    record Move(
            String customerId,
            @Nullable Integer scoreBefore,
            @Nullable Integer scoreAfter) {}
}
