package com.lealup.health.scoring;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.score.UsageAggregates;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Where scoring gets the aggregates from. */
public interface KnownUsage {

    /**
     * What is known of each of these customers, enough to score it at {@code now}; one without events may be absent.
     */
    Map<CustomerKey, UsageAggregates> of(Collection<CustomerKey> customers, Instant now);
}
