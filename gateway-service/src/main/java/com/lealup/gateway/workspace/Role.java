package com.lealup.gateway.workspace;

import java.util.Locale;
import java.util.Set;

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

    @SuppressWarnings("ImmutableEnumChecker") // Set.of never changes.
    private final Set<String> scopes;

    Role(String... scopes) {
        this.scopes = Set.of(scopes);
    }

    /** What the role allows; {@code admin:*} stands for every scope. */
    public Set<String> scopes() {
        return scopes;
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
