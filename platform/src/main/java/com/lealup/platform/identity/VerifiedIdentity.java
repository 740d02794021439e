package com.lealup.platform.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * What a valid identity token says.
 *
 * @param audience the service it was signed for
 */
public record VerifiedIdentity(Caller caller, String audience) {

    private static final String ATTRIBUTE = VerifiedIdentity.class.getName();

    /** Remembers that another service passed it on, so that only an {@link Internal} handler may act on it. */
    void passedOnTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static Optional<VerifiedIdentity> passedOn(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof VerifiedIdentity identity
                ? Optional.of(identity)
                : Optional.empty();
    }
}
