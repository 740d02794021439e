package com.lealup.platform.identity;

import com.lealup.platform.id.Ulids;
import java.util.Optional;
import java.util.UUID;

/** A workspace, the unit of isolation. Its text is a ULID. */
public record TenantId(UUID value) {

    /** A new workspace's id. */
    public static TenantId next() {
        return new TenantId(Ulids.next());
    }

    /**
     * The id a text of ours stands for.
     *
     * @throws IllegalArgumentException for text that is no ULID; a caller's text goes through {@link #parse}
     */
    public static TenantId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a tenant id"));
    }

    /** The id a text stands for, if it can be one. */
    public static Optional<TenantId> parse(String text) {
        return Ulids.parse(text).map(TenantId::new);
    }

    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
