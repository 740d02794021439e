package com.lealup.ingest.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.lealup.ingest.batch.EventError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a batch, as the guide prints it. */
record EventsAnswer(int accepted, int rejected, List<ErrorOfEvent> errors) {

    static EventsAnswer of(Acceptance.Settled settled) {
        return new EventsAnswer(
                settled.stored().size(),
                settled.rejected(),
                settled.errors().stream().map(ErrorOfEvent::of).toList());
    }

    record ErrorOfEvent(
            int index,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String externalId,

            String code,
            String message,
            String pointer) {

        private static ErrorOfEvent of(EventError error) {
            return new ErrorOfEvent(
                    error.index(), error.externalId(), error.code().wireName(), error.message(), error.pointer());
        }
    }
}
