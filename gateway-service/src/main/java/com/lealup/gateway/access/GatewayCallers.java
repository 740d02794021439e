package com.lealup.gateway.access;

import com.lealup.gateway.edge.ClientAddresses;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.CallerSource;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.SignedCallerSource;
import com.lealup.platform.identity.TokenVerifier;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Callers bring an API key; other services, on the internal port, the identity this gateway signed for them. */
@Component
class GatewayCallers implements CallerSource {

    private static final String SCHEME = "Bearer ";

    private final Authenticate authenticate;
    private final ClientAddresses addresses;
    private final CallerSource services;

    GatewayCallers(Authenticate authenticate, ClientAddresses addresses, TokenVerifier verifier) {
        this.authenticate = authenticate;
        this.addresses = addresses;
        this.services = new SignedCallerSource(verifier, "gateway-service");
    }

    @Override
    public Caller authenticate(HttpServletRequest request) {
        if (request.getRequestURI().startsWith("/internal/")) {
            return services.authenticate(request);
        }
        return switch (authenticate.judge(presentedKey(request))) {
            case Authenticate.Verdict.Accepted(var key) -> caller(key, addresses.of(request));
            case Authenticate.Verdict.Refused(var detail) -> throw Problems.unauthenticated(detail);
            case Authenticate.Verdict.Undecided() ->
                throw Problems.unavailable(
                        "Whether this API key is valid cannot be checked right now.", Duration.ofSeconds(1));
        };
    }

    private static String presentedKey(HttpServletRequest request) {
        var headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.isEmpty()) {
            throw withoutCredential("Send an API key: Authorization: Bearer <key>.");
        }
        if (headers.size() > 1) {
            throw Problems.unauthenticated("The request has more than one Authorization header.");
        }
        var header = headers.getFirst();
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw withoutCredential("The Authorization header must have the form: Bearer <key>.");
        }
        return header.substring(SCHEME.length()).strip();
    }

    /** RFC 6750 section 3.1: who has presented nothing is told no error code. */
    private static ProblemException withoutCredential(String detail) {
        return Problems.of(ProblemType.UNAUTHENTICATED, detail)
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"LealUp\"");
    }

    private static Caller caller(ApiKey key, String address) {
        return new Caller(
                key.tenantId(),
                key.id().toString(),
                PrincipalType.API_KEY,
                key.name(),
                key.creator().email(),
                key.creator().role().text(),
                Set.copyOf(key.scopes()),
                address,
                "");
    }
}
