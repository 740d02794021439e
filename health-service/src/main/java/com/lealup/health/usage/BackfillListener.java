package com.lealup.health.usage;

import com.lealup.schemas.Topics;
import org.springframework.stereotype.Component;

/** Takes the events that are filled in later, on a thread of its own. */
@Component
final class BackfillListener extends LaneListener {

    BackfillListener(TakeEvents events) {
        super(events);
    }

    @Override
    public String group() {
        return "health-service.usage-backfill";
    }

    @Override
    public String topic() {
        return Topics.USAGE_EVENTS_BACKFILL.name();
    }

    /** Small, because a live event of the same customer waits for the end of the batch. */
    @Override
    public int maxBatch() {
        return 500;
    }
}
