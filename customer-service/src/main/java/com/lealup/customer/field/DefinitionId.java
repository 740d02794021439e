package com.lealup.customer.field;

import com.fasterxml.jackson.annotation.JsonValue;
import com.lealup.platform.id.Ulids;
import java.util.Optional;
import java.util.UUID;

/** Names a definition of a custom field; a ULID, kept as a uuid. */
record DefinitionId(UUID value) {

    static DefinitionId next() {
        return new DefinitionId(Ulids.next());
    }

    /** Reads the 26 characters of a ULID; empty for anything else. */
    static Optional<DefinitionId> parse(String text) {
        return Ulids.parse(text).map(DefinitionId::new);
    }

    /** The ULID's 26 characters. */
    @JsonValue
    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
