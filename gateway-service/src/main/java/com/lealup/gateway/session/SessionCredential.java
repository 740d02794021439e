package com.lealup.gateway.session;

import com.lealup.gateway.admission.Credential;
import com.lealup.gateway.edge.ClientAddresses;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A session, by its cookie; {@link SessionFilter} has looked it up and asked for its CSRF token. */
@Component
@Order(20)
class SessionCredential implements Credential {

    private final SessionCookie cookie;
    private final CurrentUsers users;
    private final ClientAddresses addresses;
    private final SessionProperties properties;
    private final InstantSource clock;

    SessionCredential(
            SessionCookie cookie,
            CurrentUsers users,
            ClientAddresses addresses,
            SessionProperties properties,
            InstantSource clock) {
        this.cookie = cookie;
        this.users = users;
        this.addresses = addresses;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Optional<Caller> read(HttpServletRequest request) {
        if (!cookie.isIn(request)) {
            return Optional.empty();
        }
        var session = request.getSession(false);
        if (session == null) {
            throw over();
        }
        if (isTooOld(session)) {
            session.invalidate();
            throw over();
        }
        var address = addresses.of(request);
        return SignedIn.of(session)
                .flatMap(signedIn -> users.findActive(signedIn, address))
                .map(user -> Optional.of(user.asCaller(address)))
                .orElseThrow(SessionCredential::over);
    }

    private boolean isTooOld(HttpSession session) {
        return clock.instant()
                .isAfter(Instant.ofEpochMilli(session.getCreationTime()).plus(properties.longest()));
    }

    private static ProblemException over() {
        return Problems.unauthenticated("The session is over. Sign in again.");
    }
}
