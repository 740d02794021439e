package com.lealup.customer.view;

import com.fasterxml.jackson.annotation.JsonValue;
import com.lealup.platform.id.Ulids;
import java.util.Optional;
import java.util.UUID;

/** Names a saved view; a ULID, kept as a uuid. */
record ViewId(UUID value) {

    static ViewId next() {
        return new ViewId(Ulids.next());
    }

    /** Reads the 26 characters of a ULID; empty for anything else. */
    static Optional<ViewId> parse(String text) {
        return Ulids.parse(text).map(ViewId::new);
    }

    /** The ULID's 26 characters. */
    @JsonValue
    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
