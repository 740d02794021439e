package com.lealup.gateway.session;

import com.lealup.platform.identity.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session to the one who has it.
 *
 * @param csrfToken what each request that changes something carries in {@code X-CSRF-Token}
 * @param expiresAt when it ends however much it is used
 */
record SessionView(String id, String csrfToken, Instant createdAt, Instant expiresAt, PersonView user) {

    /** Who has signed in. */
    record PersonView(
            String id,
            String email,
            String name,
            String tenantId,
            @Nullable String role,
            List<String> scopes) {}

    static SessionView of(SignedIn signedIn, String csrfToken, Instant createdAt, Duration longest, Caller caller) {
        return new SessionView(
                signedIn.id(),
                csrfToken,
                createdAt,
                createdAt.plus(longest),
                new PersonView(
                        caller.principalId(),
                        caller.email(),
                        caller.name(),
                        caller.tenantId().toString(),
                        caller.role(),
                        caller.scopes().stream().sorted().toList()));
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return "SessionView[" + id + "]";
    }
}
