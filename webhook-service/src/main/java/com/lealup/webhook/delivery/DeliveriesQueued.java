package com.lealup.webhook.delivery;

import java.util.Set;

/** Deliveries were made due in these lanes, in the transaction that is open. */
record DeliveriesQueued(Set<LaneKey> lanes) {

    DeliveriesQueued {
        lanes = Set.copyOf(lanes);
    }
}
