package com.lealup.webhook.delivery;

import com.lealup.platform.id.Ulids;
import com.lealup.webhook.subscription.SubscriptionId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Identifies the delivery of one message to one subscription; shown as a ULID. */
record DeliveryId(UUID value) {

    /** The same for the same two: its uniqueness is what makes a delivery happen once. */
    static DeliveryId of(MessageId message, SubscriptionId subscription, Instant at) {
        return new DeliveryId(DerivedIds.derive(at, message.value() + " " + subscription.value()));
    }

    static Optional<DeliveryId> parse(String text) {
        return Ulids.parse(text).map(DeliveryId::new);
    }

    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
