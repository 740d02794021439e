package com.lealup.health.customer;

import java.time.Instant;
import java.util.Map;

/** Customers that were something else have churned. Told in the transaction that takes it. */
public record CustomersChurned(Map<CustomerKey, Instant> churnedAt) {

    /** Copies the map. */
    public CustomersChurned {
        churnedAt = Map.copyOf(churnedAt);
    }
}
