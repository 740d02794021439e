package com.lealup.platform.identity;

import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;

/**
 * Believes the gateway's signature and nothing else. Below {@code /internal/} the token is the asking service's own, so
 * its audience is checked by the handler ({@link Internal}); everywhere else it must be signed for this service, this
 * method and this path.
 */
public final class SignedCallerSource implements CallerSource {

    static final String INTERNAL_PREFIX = "/internal/";

    private final TokenVerifier verifier;
    private final String service;

    /** @param service the module name of the service this runs in */
    public SignedCallerSource(TokenVerifier verifier, String service) {
        this.verifier = verifier;
        this.service = service;
    }

    @Override
    public Caller authenticate(HttpServletRequest request, HttpServletResponse response) {
        var headers = Collections.list(request.getHeaders(IdentityTokens.HEADER));
        if (headers.isEmpty()) {
            throw refused("This port answers requests that carry a signed identity only; ask the gateway.");
        }
        if (headers.size() > 1) {
            throw refused("The request carries more than one identity.");
        }
        var token = headers.getFirst();
        var path = request.getRequestURI();
        return path.startsWith(INTERNAL_PREFIX)
                ? passedOn(request, token)
                : verifier.verify(token, service, request.getMethod(), path)
                        .orElseThrow(() -> refused("The identity is not valid for this request."))
                        .caller();
    }

    private Caller passedOn(HttpServletRequest request, String token) {
        var identity = verifier.verifySigned(token).orElseThrow(() -> refused("The identity is not valid."));
        identity.passedOnTo(request);
        return identity.caller();
    }

    private static ProblemException refused(String detail) {
        return Problems.unauthenticated(detail);
    }
}
