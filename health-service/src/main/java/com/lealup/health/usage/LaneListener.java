package com.lealup.health.usage;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.schemas.v1.UsageEvent;
import java.util.List;
import java.util.UUID;

/** What the listeners of both lanes do: the same, so that an event takes the same effect whichever way it comes. */
abstract sealed class LaneListener implements BatchListener<UsageEvent> permits UsageListener, BackfillListener {

    private final TakeEvents events;

    LaneListener(TakeEvents events) {
        this.events = events;
    }

    @Override
    public final Class<UsageEvent> type() {
        return UsageEvent.class;
    }

    @Override
    public final void on(List<Received<UsageEvent>> batch) {
        events.take(batch.stream().map(LaneListener::event).toList());
    }

    private static Event event(Received<UsageEvent> received) {
        var value = received.value();
        if (value == null) {
            throw new PoisonRecordException(received, "empty_value", "A usage event has a value");
        }
        var customer = CustomerKey.parse(value.getTenantId(), value.getCustomerId())
                .filter(key -> key.toString().equals(received.key()))
                .orElseThrow(() -> new PoisonRecordException(
                        received, "key_mismatch", "The key is not that of the customer inside"));
        return new Event(
                customer,
                id(received, value),
                value.getEventName(),
                value.getOccurredAt(),
                value.getReceivedAt(),
                received.appendedAt(),
                value.getExternalId(),
                value.getUserEmail(),
                value.getUserExternalId(),
                value.getProperties(),
                value.getRepeatable(),
                received.position(),
                received.correlation());
    }

    private static UUID id(Received<UsageEvent> received, UsageEvent value) {
        try {
            return UUID.fromString(value.getEventId());
        } catch (IllegalArgumentException e) {
            throw new PoisonRecordException(received, "invalid_id", "The event id is not a UUID");
        }
    }
}
