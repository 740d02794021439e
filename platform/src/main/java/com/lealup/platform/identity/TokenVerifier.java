package com.lealup.platform.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks identity tokens: signature by one of the known keys, issuer, type, age, and completeness. What a token was
 * signed for is the second question, asked by {@link #verify(String, String, String, String)} or by whoever takes
 * {@link #verifySigned(String)}. Safe for use by many threads.
 */
public final class TokenVerifier {

    // Far above what the gateway makes; a longer header is not worth decoding.
    private static final int LONGEST_TOKEN = 8192;

    private final Map<String, Ed25519Verifier> keys;
    private final InstantSource time;

    public TokenVerifier(List<VerificationKey> keys, InstantSource time) {
        this.keys = keys.stream()
                .collect(Collectors.toUnmodifiableMap(VerificationKey::keyId, key -> new Ed25519Verifier(key.key())));
        this.time = time;
    }

    /** The caller, if the token is valid for exactly this request to this service. */
    public Optional<VerifiedIdentity> verify(String token, String audience, String method, String path) {
        return verified(token)
                .filter(claims -> claims.getAudience().equals(List.of(audience))
                        && method.equals(claims.getClaim(IdentityTokens.METHOD))
                        && path.equals(claims.getClaim(IdentityTokens.PATH)))
                .flatMap(claims -> identity(claims, token));
    }

    /** The caller, if the token is valid, for whatever request and service it was signed. */
    public Optional<VerifiedIdentity> verifySigned(String token) {
        return verified(token).flatMap(claims -> identity(claims, token));
    }

    private Optional<JWTClaimsSet> verified(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        try {
            var jwt = SignedJWT.parse(token);
            var header = jwt.getHeader();
            var key = header.getKeyID() == null ? null : keys.get(header.getKeyID());
            // Algorithm and type come from us, never from the token; no critical extension is understood (RFC 7515,
            // 4.1.11).
            if (key == null
                    || !IdentityTokens.ALGORITHM.equals(header.getAlgorithm())
                    || !IdentityTokens.TYPE.equals(header.getType())
                    || header.getCriticalParams() != null
                    || !jwt.verify(key)) {
                return Optional.empty();
            }
            return Optional.of(jwt.getJWTClaimsSet())
                    .filter(claims -> IdentityTokens.ISSUER.equals(claims.getIssuer()) && isFresh(claims));
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private boolean isFresh(JWTClaimsSet claims) {
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        if (issued == null || expires == null) {
            return false;
        }
        var now = time.instant();
        return now.isBefore(expires.toInstant())
                && !issued.toInstant().isAfter(now.plus(IdentityTokens.CLOCK_SKEW))
                && Duration.between(issued.toInstant(), expires.toInstant()).compareTo(IdentityTokens.LONGEST_LIFETIME)
                        <= 0;
    }

    private static Optional<VerifiedIdentity> identity(JWTClaimsSet claims, String token) {
        try {
            if (claims.getAudience().size() != 1) {
                return Optional.empty();
            }
            var caller = new Caller(
                    TenantId.of(required(claims.getStringClaim(IdentityTokens.TENANT))),
                    required(claims.getSubject()),
                    PrincipalType.valueOf(required(claims.getStringClaim(IdentityTokens.PRINCIPAL_TYPE))),
                    required(claims.getStringClaim(IdentityTokens.NAME)),
                    required(claims.getStringClaim(IdentityTokens.EMAIL)),
                    claims.getStringClaim(IdentityTokens.ROLE),
                    Set.copyOf(required(claims.getStringListClaim(IdentityTokens.SCOPES))),
                    required(claims.getStringClaim(IdentityTokens.CLIENT_ADDRESS)),
                    token);
            return Optional.of(new VerifiedIdentity(caller, claims.getAudience().getFirst()));
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <T> T required(@Nullable T claim) {
        if (claim == null) {
            throw new IllegalArgumentException("a claim is missing");
        }
        return claim;
    }
}
