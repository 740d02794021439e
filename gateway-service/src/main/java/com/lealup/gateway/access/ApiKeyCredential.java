package com.lealup.gateway.access;

import com.lealup.gateway.admission.Credential;
import com.lealup.gateway.edge.ClientAddresses;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** An API key in the Authorization header. */
@Component
@Order(10)
class ApiKeyCredential implements Credential {

    private static final String SCHEME = "Bearer ";

    private final Authenticate authenticate;
    private final ClientAddresses addresses;
    private final KeyUses uses;

    ApiKeyCredential(Authenticate authenticate, ClientAddresses addresses, KeyUses uses) {
        this.authenticate = authenticate;
        this.addresses = addresses;
        this.uses = uses;
    }

    @Override
    public Optional<Caller> read(HttpServletRequest request) {
        var headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw Problems.unauthenticated("The request has more than one Authorization header.");
        }
        return switch (authenticate.judge(presentedKey(headers.getFirst()))) {
            case Authenticate.Verdict.Accepted(var key) -> Optional.of(admitted(key, addresses.of(request)));
            case Authenticate.Verdict.Refused(var detail) -> throw Problems.unauthenticated(detail);
            case Authenticate.Verdict.Undecided() ->
                throw Problems.unavailable(
                        "Whether this API key is valid cannot be checked right now.", Duration.ofSeconds(1));
        };
    }

    /** RFC 6750 section 3.1: who has presented nothing of this kind is told no error code. */
    private static String presentedKey(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Problems.of(ProblemType.UNAUTHENTICATED, "The Authorization header must have the form: Bearer <key>.")
                    .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"LealUp\"");
        }
        return header.substring(SCHEME.length()).strip();
    }

    private Caller admitted(KnownKey key, String address) {
        if (!key.allowList().admits(address)) {
            // No 401: the key is good, and whoever is told otherwise throws it away.
            throw Problems.of(
                    ProblemType.ADDRESS_NOT_ALLOWED,
                    "This request came from " + address + ", which is not on the allow-list of its API key.");
        }
        uses.mark(key.key());
        return key.caller(address);
    }
}
