package com.lealup.gateway.workspace;

import com.lealup.platform.id.Ulids;
import java.util.UUID;

/** The public name of a person in a workspace. */
public record UserId(UUID value) {

    static UserId next() {
        return new UserId(Ulids.next());
    }

    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
