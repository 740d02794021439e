package com.lealup.gateway.admission;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.CallerSource;
import com.lealup.platform.identity.SignedCallerSource;
import com.lealup.platform.identity.TokenVerifier;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Lets callers in by the first credential they bring, and other services, on the internal port, by the identity this
 * gateway signed for them.
 */
@Component
class Admission implements CallerSource {

    private final List<Credential> credentials;
    private final List<AdmissionRule> rules;
    private final CallerSource services;

    Admission(List<Credential> credentials, List<AdmissionRule> rules, TokenVerifier verifier) {
        this.credentials = List.copyOf(credentials);
        this.rules = List.copyOf(rules);
        this.services = new SignedCallerSource(verifier, "gateway-service");
    }

    @Override
    public Caller authenticate(HttpServletRequest request, HttpServletResponse response) {
        if (request.getRequestURI().startsWith("/internal/")) {
            return services.authenticate(request, response);
        }
        var caller = read(request);
        try {
            for (var rule : rules) {
                rule.check(request, response, caller);
            }
        } catch (ProblemException e) {
            rules.forEach(rule -> rule.refused(response, caller));
            throw e;
        }
        return caller;
    }

    private Caller read(HttpServletRequest request) {
        for (var credential : credentials) {
            var caller = credential.read(request);
            if (caller.isPresent()) {
                return caller.get();
            }
        }
        // RFC 6750 section 3.1: who has presented nothing is told no error code.
        throw Problems.of(ProblemType.UNAUTHENTICATED, "Send an API key: Authorization: Bearer <key>.")
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"LealUp\"");
    }
}
