package com.lealup.gateway.limit;

import com.lealup.gateway.edge.ClientAddresses;
import com.lealup.gateway.edge.InternalConnector;
import com.lealup.platform.limit.Charge;
import com.lealup.platform.limit.RateLimitFields;
import com.lealup.platform.limit.Standing;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts against an address what no workspace answers for: credentials that prove nothing, and requests without one. An
 * address that has failed too often is refused before anything looks at its credential. Who has proved a credential
 * lately passes by all of this, so that a neighbour behind the same address cannot shut them out.
 */
final class AddressFilter extends OncePerRequestFilter {

    private static final String PROVEN = AddressFilter.class.getName() + ".proven";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** What these prove stands in their bodies: a good key beside it buys nobody another guess at a password. */
    private static final Set<String> PROVEN_BY_BODY =
            Set.of("/v1/sessions", "/v1/sign-ups", "/v1/invitations/accept", "/v1/password-resets/complete");

    private final AddressLimits limits;
    private final ClientAddresses addresses;
    private final InternalConnector internal;
    private final RateLimitFields fields;

    AddressFilter(AddressLimits limits, ClientAddresses addresses, InternalConnector internal, RateLimitFields fields) {
        this.limits = limits;
        this.addresses = addresses;
        this.internal = internal;
        this.fields = fields;
    }

    /** The request has a caller. */
    static void prove(HttpServletRequest request) {
        request.setAttribute(PROVEN, true);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getLocalPort() == internal.port();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var credential = credential(request);
        var provenLately = credential != null && limits.proven().knows(credential);
        // Looked at only where it counts: for most requests it does not.
        var address = provenLately ? Optional.<UUID>empty() : address(request);
        if (!provenLately) {
            if (address.isEmpty()) {
                chain.doFilter(request, response);
                return;
            }
            enter(request, response, address.get(), credential);
        }
        try {
            chain.doFilter(request, response);
        } catch (ProblemException e) {
            if (credential != null
                    && e.problem().type() == ProblemType.UNAUTHENTICATED
                    && request.getAttribute(PROVEN) == null) {
                fail(request, response, credential);
            }
            throw e;
        } finally {
            if (request.getAttribute(PROVEN) != null && credential != null) {
                limits.proven().remember(credential);
                address.ifPresent(limits.anonymous()::giveBack);
            }
        }
        if (response.getStatus() == HttpStatus.UNAUTHORIZED.value() && request.getAttribute(PROVEN) == null) {
            fail(request, response, credential);
        }
    }

    /** Empty for one that is exempt. */
    private Optional<UUID> address(HttpServletRequest request) {
        return limits.subject(addresses.of(request));
    }

    private void enter(
            HttpServletRequest request, HttpServletResponse response, UUID address, @Nullable String credential) {
        if (!limits.failures().isEmpty() && (credential != null || !READING.contains(request.getMethod()))) {
            var standing = limits.failures().look(address);
            if (standing.remaining() == 0) {
                refuse(response, standing, "Too many requests from this address could not prove who sent them.");
            }
        }
        var charge = limits.anonymous().charge(address);
        fields.write(response, charge.standing());
        if (charge instanceof Charge.Refused(var standing)) {
            refuse(response, standing, "Too many requests from this address came without a valid credential.");
        }
    }

    private void refuse(HttpServletResponse response, Standing standing, String detail) {
        fields.write(response, standing);
        throw RateLimitFields.refusal(standing, detail + " Try again in " + standing.resetSeconds() + " s.");
    }

    private void fail(HttpServletRequest request, HttpServletResponse response, @Nullable String credential) {
        if (credential != null) {
            limits.proven().forget(credential);
        }
        address(request).ifPresent(address -> {
            var charge = limits.failures().charge(address);
            if (!response.isCommitted()) {
                fields.write(response, charge.standing());
            }
        });
    }

    /** What the request brings to prove who it is from; a cookie may be a session. */
    private static @Nullable String credential(HttpServletRequest request) {
        if (request.getMethod().equals("POST") && PROVEN_BY_BODY.contains(request.getRequestURI())) {
            return null;
        }
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null ? authorization : request.getHeader(HttpHeaders.COOKIE);
    }
}
