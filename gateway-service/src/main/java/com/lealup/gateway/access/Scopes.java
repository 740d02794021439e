package com.lealup.gateway.access;

import com.lealup.gateway.workspace.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The closed list of what a key may be allowed to do, and the rule that nobody hands out more than they have. */
final class Scopes {

    static final String ADMIN = "admin:*";

    static final Set<String> ALL = Set.of(
            ADMIN,
            "customers:read",
            "customers:write",
            "events:write",
            "health:read",
            "health:write",
            "webhooks:read",
            "webhooks:write",
            "segments:read",
            "segments:write",
            "users:read",
            "users:write",
            "api_keys:read",
            "api_keys:write",
            "audit:read");

    private Scopes() {}

    /** What is left of a key's scopes under its creator's role, in their order. */
    static List<String> effective(List<String> given, Role role) {
        var allowed = role.keyScopes();
        if (allowed.contains(ADMIN)) {
            return List.copyOf(given);
        }
        return given.contains(ADMIN)
                ? allowed.stream().sorted().toList()
                : given.stream().filter(allowed::contains).toList();
    }

    /** The first of the wanted scopes that the owner of {@code held} has no power to give or take, if there is one. */
    static Optional<String> beyond(Set<String> held, List<String> wanted) {
        if (held.contains(ADMIN)) {
            return Optional.empty();
        }
        return wanted.stream().filter(scope -> !held.contains(scope)).findFirst();
    }
}
