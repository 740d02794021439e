package com.lealup.webhook.subscription;

import com.lealup.platform.id.Ulids;
import java.util.Optional;
import java.util.UUID;

/** Identifies a subscription; shown as a ULID. */
public record SubscriptionId(UUID value) {

    static SubscriptionId next() {
        return new SubscriptionId(Ulids.next());
    }

    static Optional<SubscriptionId> parse(String text) {
        return Ulids.parse(text).map(SubscriptionId::new);
    }

    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
