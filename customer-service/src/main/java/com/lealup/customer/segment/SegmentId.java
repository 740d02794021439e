package com.lealup.customer.segment;

import com.fasterxml.jackson.annotation.JsonValue;
import com.lealup.platform.id.Ulids;
import java.util.Optional;
import java.util.UUID;

/** Names a segment; a ULID, kept as a uuid. */
public record SegmentId(UUID value) {

    static SegmentId next() {
        return new SegmentId(Ulids.next());
    }

    /** Reads the 26 characters of a ULID; empty for anything else. */
    public static Optional<SegmentId> parse(String text) {
        return Ulids.parse(text).map(SegmentId::new);
    }

    /** The ULID's 26 characters. */
    @JsonValue
    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
