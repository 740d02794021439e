package com.lealup.gateway.workspace;

import com.lealup.platform.id.Ulids;
import java.util.Optional;
import java.util.UUID;

/** The public name of a person in a workspace. */
public record UserId(UUID value) {

    static UserId next() {
        return new UserId(Ulids.next());
    }

    /** The id a text stands for, if it can be one. */
    public static Optional<UserId> parse(String text) {
        return Ulids.parse(text).map(UserId::new);
    }

    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
