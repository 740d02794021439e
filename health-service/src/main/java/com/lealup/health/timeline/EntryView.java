package com.lealup.health.timeline;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.lealup.health.timeline.TimelinePages.Line;
import com.lealup.platform.id.Ulids;
import java.time.Instant;

/** An entry as answered. */
record EntryView(
        String id, String type, Instant at, @JsonRawValue String data) {

    static EntryView of(Line line) {
        return new EntryView(Ulids.format(line.id()), line.type().text(), line.at(), line.data());
    }
}
