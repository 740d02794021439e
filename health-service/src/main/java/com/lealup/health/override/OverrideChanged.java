package com.lealup.health.override;

import com.lealup.health.customer.CustomerKey;
import org.jspecify.annotations.Nullable;

/**
 * A person has set a customer's score, or taken that back. Told in the transaction that does it.
 *
 * @param before what was set until now, or null
 * @param after what is set from now on, or null
 */
public record OverrideChanged(
        CustomerKey customer,
        @Nullable OverrideView before,
        @Nullable OverrideView after) {}
