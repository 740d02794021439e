package com.lealup.customer.importing;

import com.lealup.platform.id.Ulids;
import java.util.Optional;
import java.util.UUID;

/** Names a job; a ULID, kept as a uuid. */
record JobId(UUID value) {

    static JobId next() {
        return new JobId(Ulids.next());
    }

    /** Reads the 26 characters of a ULID; empty for anything else. */
    static Optional<JobId> parse(String text) {
        return Ulids.parse(text).map(JobId::new);
    }

    /** The ULID's 26 characters. */
    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
