package com.lealup.customer.owner;

import com.lealup.platform.id.Ulids;
import java.util.Optional;
import java.util.UUID;

/** Names a user of the workspace in the part of a customer's owner; a ULID, kept as a uuid. */
public record OwnerId(UUID value) {

    /** Reads the 26 characters of a ULID; empty for anything else. */
    public static Optional<OwnerId> parse(String text) {
        return Ulids.parse(text).map(OwnerId::new);
    }

    /** The ULID's 26 characters. */
    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
