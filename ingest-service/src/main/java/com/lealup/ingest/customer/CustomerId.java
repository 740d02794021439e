package com.lealup.ingest.customer;

import com.lealup.platform.id.Ulids;
import java.util.Optional;
import java.util.UUID;

/** A customer's id: a ULID. */
public record CustomerId(UUID value) {

    /** How many characters the text of an id has. */
    public static final int LENGTH = 26;

    /** Empty when the text is no ULID, so that there can be no such customer. */
    public static Optional<CustomerId> parse(String text) {
        return Ulids.parse(text).map(CustomerId::new);
    }

    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
