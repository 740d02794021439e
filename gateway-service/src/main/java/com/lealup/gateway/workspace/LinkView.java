package com.lealup.gateway.workspace;

import java.time.Instant;

/**
 * A link to hand over to somebody, shown this once.
 *
 * @param url where they follow it, the token in its fragment, which no server sees; a path when no base is configured
 */
public record LinkView(String token, String url, Instant expiresAt) {

    /** Hides the token. */
    @Override
    public String toString() {
        return "LinkView[expiresAt=" + expiresAt + "]";
    }
}
