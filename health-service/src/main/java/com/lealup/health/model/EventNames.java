package com.lealup.health.model;

import com.lealup.health.score.EventName;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.json.ListField;
import java.util.List;

/** A field that lists names of events. */
final class EventNames {

    private static final int MOST = 20;

    private EventNames() {}

    static ListField<String> read(JsonBody body, String field, int least) {
        return body.texts(field)
                .size(least, MOST)
                .each(EventName::isValid, "invalid_format", "must be snake_case, at most 64 characters");
    }

    /** To be asked for only when the field was found sound. */
    static List<EventName> of(List<String> texts) {
        return texts.stream().distinct().map(EventName::new).toList();
    }
}
