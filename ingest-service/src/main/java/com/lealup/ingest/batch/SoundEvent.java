package com.lealup.ingest.batch;

import com.lealup.ingest.customer.CustomerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event whose own text is in order; whether its customer exists is not known yet.
 *
 * @param index its place in the batch, from 0
 * @param pointer JSON Pointer to it in the body
 * @param customerId whose event it is
 * @param name snake_case, at most 64 characters
 * @param occurredAt when it happened, by the client's clock, in microseconds; the time of the request when not given
 * @param userEmail who did it, as sent
 * @param userExternalId who did it, by the client's own id
 * @param externalId the client's id of this event
 * @param properties the text of a JSON object, exactly as sent
 * @param start offset of the event's first byte in the body
 * @param end offset after the event's last byte in the body
 */
public record SoundEvent(
        int index,
        String pointer,
        CustomerId customerId,
        String name,
        Instant occurredAt,
        @Nullable String userEmail,
        @Nullable String userExternalId,
        @Nullable String externalId,
        @Nullable String properties,
        int start,
        int end) {

    /** This event, refused for a reason found after reading. */
    public EventError refused(EventErrorCode code, String field, String message) {
        return new EventError(index, externalId, code, message, pointer + '/' + field);
    }
}
