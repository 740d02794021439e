package com.lealup.gateway.access;

import com.lealup.platform.id.Ulids;
import java.util.Optional;
import java.util.UUID;

/** The public name of an API key. */
public record KeyId(UUID value) {

    static KeyId next() {
        return new KeyId(Ulids.next());
    }

    static Optional<KeyId> parse(String text) {
        return Ulids.parse(text).map(KeyId::new);
    }

    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
