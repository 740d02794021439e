package com.lealup.customer.view;

import com.fasterxml.jackson.annotation.JsonValue;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import java.util.UUID;

/** Who keeps a view: a user, or an API key for itself. */
record ViewOwner(UUID value) {

    static ViewOwner of(Caller caller) {
        return Ulids.parse(caller.principalId())
                .map(ViewOwner::new)
                .orElseThrow(() -> new IllegalStateException("The id of a user or a key is a ULID"));
    }

    /** The ULID's 26 characters. */
    @JsonValue
    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
