package com.lealup.gateway.workspace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link for somebody: to hand over, and shown this once, or on its way to them by mail, and not shown.
 *
 * @param url where they follow it, the token in its fragment, which no server sees; a path when no base is configured
 * @param mailedTo the address that it goes to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LinkView(
        @Nullable String token,
        @Nullable String url,
        @Nullable String mailedTo,
        Instant expiresAt) {

    static LinkView shown(String token, String url, Instant expiresAt) {
        return new LinkView(token, url, null, expiresAt);
    }

    static LinkView mailed(EmailAddress to, Instant expiresAt) {
        return new LinkView(null, null, to.text(), expiresAt);
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return "LinkView[expiresAt=" + expiresAt + "]";
    }
}
