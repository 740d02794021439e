package com.lealup.customer.listing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A customer's values beside those of others.
 *
 * @param segmentId whose customers the others are; null for all of the workspace
 * @param customers how many they are, the trash not counted
 */
record Benchmark(String customerId, @Nullable String segmentId, long customers, Measure healthScore, Measure arr) {

    /**
     * One value among the others'. Quartiles between two values are interpolated, as PostgreSQL's
     * {@code percentile_cont} does it, and rounded half up.
     *
     * @param own the customer's; null if it has none
     * @param customers how many of the others have one
     * @param lowerQuartile a quarter of them has less; null, as the other two, if nobody has one
     * @param below the share of them that has less than the customer, from 0 to 1; null if it has none, or nobody
     */
    record Measure(
            @Nullable BigDecimal own,
            long customers,
            @Nullable BigDecimal lowerQuartile,
            @Nullable BigDecimal median,
            @Nullable BigDecimal upperQuartile,
            @Nullable BigDecimal below) {}
}
