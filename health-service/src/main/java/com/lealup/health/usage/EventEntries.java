package com.lealup.health.usage;

import com.lealup.health.timeline.Entry;
import com.lealup.health.timeline.EntryType;
import com.lealup.health.timeline.Timeline;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/** Puts events on the timeline, their properties as the client wrote them. */
@Component
class EventEntries {

    private final Timeline timeline;
    private final JsonMapper mapper;

    EventEntries(Timeline timeline, JsonMapper mapper) {
        this.timeline = timeline;
        this.mapper = mapper;
    }

    void add(List<Event> events) {
        timeline.add(events.stream().map(this::entry).toList());
    }

    private Entry entry(Event event) {
        return new Entry(
                event.customer(), event.id(), EntryType.USAGE_EVENT, event.at(), event.appendedAt(), json(event));
    }

    private String json(Event event) {
        var data = mapper.createObjectNode();
        data.put("event_name", event.name());
        data.put("user_email", event.userEmail());
        data.put("user_external_id", event.userExternalId());
        data.put("external_id", event.externalId());
        if (event.properties() == null) {
            data.putNull("properties");
        } else {
            // Parsed by ingest already; parsing it again would only change how numbers are written.
            data.putRawValue("properties", new RawValue(event.properties()));
        }
        return mapper.writeValueAsString(data);
    }
}
