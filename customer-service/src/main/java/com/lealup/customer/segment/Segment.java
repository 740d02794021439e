package com.lealup.customer.segment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A segment, as the API shows it.
 *
 * @param revision 1 when created, one more with each change; the number in the ETag
 * @param filter as it was written
 */
record Segment(
        SegmentId id, @JsonIgnore long revision, String name, JsonNode filter, Instant createdAt, Instant updatedAt) {

    /** The same segment with another name or filter; the same revision when neither is different. */
    Segment with(String newName, JsonNode newFilter, Instant now) {
        return newName.equals(name) && newFilter.equals(filter)
                ? this
                : new Segment(id, revision + 1, newName, newFilter, createdAt, now);
    }

    String etag() {
        return "\"" + revision + "\"";
    }
}
