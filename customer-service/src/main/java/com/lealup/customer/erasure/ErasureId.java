package com.lealup.customer.erasure;

import com.lealup.platform.id.Ulids;
import java.util.Optional;
import java.util.UUID;

/** Names an erasure; a ULID, kept as a uuid. */
record ErasureId(UUID value) {

    static ErasureId next() {
        return new ErasureId(Ulids.next());
    }

    /** Reads the 26 characters of a ULID; empty for anything else. */
    static Optional<ErasureId> parse(String text) {
        return Ulids.parse(text).map(ErasureId::new);
    }

    /** The ULID's 26 characters. */
    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
