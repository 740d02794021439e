package com.lealup.customer.account;

import com.lealup.platform.id.Ulids;
import java.util.Optional;
import java.util.UUID;

/** Names a customer; a ULID, kept as a uuid. */
public record CustomerId(UUID value) {

    public static CustomerId next() {
        return new CustomerId(Ulids.next());
    }

    /** Reads the 26 characters of a ULID; empty for anything else. */
    public static Optional<CustomerId> parse(String text) {
        return Ulids.parse(text).map(CustomerId::new);
    }

    /** The ULID's 26 characters. */
    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
