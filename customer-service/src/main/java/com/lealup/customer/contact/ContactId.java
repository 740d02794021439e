package com.lealup.customer.contact;

import com.fasterxml.jackson.annotation.JsonValue;
import com.lealup.platform.id.Ulids;
import java.util.Optional;
import java.util.UUID;

/** Names a contact; a ULID, kept as a uuid. */
record ContactId(UUID value) {

    static ContactId next() {
        return new ContactId(Ulids.next());
    }

    /** Reads the 26 characters of a ULID; empty for anything else. */
    static Optional<ContactId> parse(String text) {
        return Ulids.parse(text).map(ContactId::new);
    }

    /** The ULID's 26 characters. */
    @JsonValue
    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
