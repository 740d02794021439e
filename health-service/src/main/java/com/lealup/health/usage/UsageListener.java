package com.lealup.health.usage;

import com.lealup.schemas.Topics;
import org.springframework.stereotype.Component;

/** Takes the events that products send as they happen. */
@Component
final class UsageListener extends LaneListener {

    UsageListener(TakeEvents events) {
        super(events);
    }

    @Override
    public String group() {
        return "health-service.usage";
    }

    @Override
    public String topic() {
        return Topics.USAGE_EVENTS.name();
    }

    @Override
    public int concurrency() {
        return 2;
    }

    /** Full only while it catches up, when what a customer costs is shared by more of its events. */
    @Override
    public int maxBatch() {
        return 5000;
    }
}
