package com.lealup.webhook.delivery;

import com.lealup.platform.id.Ulids;
import com.lealup.webhook.catalogue.EventType;
import java.time.Instant;
import java.util.UUID;

/** Identifies a message: what {@code webhook-id} says on each attempt and each replay, to every subscription. */
record MessageId(UUID value) {

    private static final String PREFIX = "msg_";

    /** The same for the same fact and type, so that reading a topic again makes no new message. */
    static MessageId of(UUID eventId, EventType type, Instant at) {
        return new MessageId(DerivedIds.derive(at, eventId + " " + type.wireName()));
    }

    static MessageId next() {
        return new MessageId(Ulids.next());
    }

    @Override
    public String toString() {
        return PREFIX + Ulids.format(value);
    }
}
