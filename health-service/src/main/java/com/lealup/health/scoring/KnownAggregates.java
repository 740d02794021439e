package com.lealup.health.scoring;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.score.CustomerAggregates;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Where scoring gets the aggregates from. */
public interface KnownAggregates {

    /**
     * What is known of each of these customers, enough to score it at {@code now}; one of whom nothing is known may be
     * absent.
     */
    Map<CustomerKey, CustomerAggregates> of(Collection<CustomerKey> customers, Instant now);
}
