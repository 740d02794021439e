package com.lealup.platform.id;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.util.Optional;
import java.util.UUID;

/**
 * ULIDs: 128 bits whose first 48 are milliseconds, written as 26 characters of Crockford's base 32 for people and kept
 * as {@link UUID} in code and database, where both sort by time.
 */
public final class Ulids {

    private Ulids() {}

    /** A new id, greater than every one this process has made before, also within a millisecond. */
    public static UUID next() {
        return UlidCreator.getMonotonicUlid().toUuid();
    }

    /** The 26 upper-case characters that stand for the id in the API. */
    public static String format(UUID id) {
        return Ulid.from(id).toString();
    }

    /**
     * The id a text stands for. Only the canonical form is one: lower case, hyphens and Crockford's look-alike letters
     * are refused, so that a resource has one address.
     */
    public static Optional<UUID> parse(String text) {
        if (!Ulid.isValid(text)) {
            return Optional.empty();
        }
        var ulid = Ulid.from(text);
        return ulid.toString().equals(text) ? Optional.of(ulid.toUuid()) : Optional.empty();
    }
}
