package com.lealup.gateway.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What whoever asks has; nobody hands out, changes or takes away more.
 *
 * @param scopes the effective ones
 * @param networks from where they may act
 */
record Power(Set<String> scopes, AllowList networks) {

    Power {
        scopes = Set.copyOf(scopes);
    }

    /** The first of the scopes that is beyond this power, if there is one. */
    Optional<String> beyond(List<String> wanted) {
        return Scopes.beyond(scopes, wanted);
    }
}
