package com.lealup.webhook.delivery;

import java.util.Set;

/** There is something new for those who poll these, in the transaction that is open. */
record MessagesAvailable(Set<LaneKey> lanes) {

    MessagesAvailable {
        lanes = Set.copyOf(lanes);
    }
}
