package com.lealup.webhook.subscription;

import com.lealup.platform.id.Ulids;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Narrows what a subscription hears.
 *
 * @param customerId only what concerns this customer; null for all
 */
record Filters(@Nullable UUID customerId) {

    static final Filters NONE = new Filters(null);

    /** As the API shows them: those that are set. */
    Map<String, String> shown() {
        return Optional.ofNullable(customerId)
                .map(id -> Map.of("customer_id", Ulids.format(id)))
                .orElse(Map.of());
    }
}
