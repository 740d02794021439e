package com.lealup.gateway.workspace;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person may do in a workspace; the one place that says which scopes a role has. */
public enum Role {
    /** Everything, API keys included. */
    ADMIN("admin:*"),
    /** Sees all; edits the health model and segments. */
    DIRECTOR(
            "customers:read",
            "customers:write",
            "health:read",
            "health:write",
            "segments:read",
            "segments:write",
            "webhooks:read",
            "users:read",
            "audit:read"),
    /** Edits the customers they own; which ones those are, customer-service knows. */
    CSM("customers:read", "customers:write", "health:read", "segments:read", "users:read"),
    /** Reads. */
    VIEWER("customers:read", "health:read", "segments:read", "users:read");

    private static final Set<String> READING_CSM =
            CSM.scopes.stream().filter(scope -> !scope.endsWith(":write")).collect(Collectors.toUnmodifiableSet());

    @SuppressWarnings("ImmutableEnumChecker") // Set.of never changes.
    private final Set<String> scopes;

    Role(String... scopes) {
        this.scopes = Set.of(scopes);
    }

    /** What the role allows; {@code admin:*} stands for every scope. */
    public Set<String> scopes() {
        return scopes;
    }

    /**
     * What the role allows to a key of somebody who has it. A csm changes the customers they own; a key names no person
     * to a service, so it would change everybody's, and is given none.
     */
    public Set<String> keyScopes() {
        return switch (this) {
            case CSM -> READING_CSM;
            case ADMIN, DIRECTOR, VIEWER -> scopes;
        };
    }

    /** As the API and the database write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what {@link #text} writes.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Role of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
