package com.lealup.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
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
 * {@link #verifySigned(String)}. The gateway repeats a token for a few seconds, so what was found good is remembered
 * under its exact characters; its age is checked every time. Safe for use by many threads.
 */
public final class TokenVerifier {

    // Far above what the gateway makes; a longer header is not worth decoding.
    private static final int LONGEST_TOKEN = 8192;
    private static final int REMEMBERED = 4096;

    private final Map<String, Ed25519Verifier> keys;
    private final InstantSource time;
    private final Cache<String, Signed> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(IdentityTokens.LONGEST_LIFETIME)
            .executor(Runnable::run)
            .build();

    public TokenVerifier(List<VerificationKey> keys, InstantSource time) {
        this.keys = keys.stream()
                .collect(Collectors.toUnmodifiableMap(VerificationKey::keyId, key -> new Ed25519Verifier(key.key())));
        this.time = time;
    }

    /** What a good signature covers. */
    private record Signed(
            VerifiedIdentity identity,
            @Nullable Object method,
            @Nullable Object path,
            Instant issued,
            Instant expires) {

        boolean isFor(String audience, String wantedMethod, String wantedPath) {
            return identity.audience().equals(audience) && wantedMethod.equals(method) && wantedPath.equals(path);
        }

        boolean isFresh(Instant now) {
            return now.isBefore(expires) && !issued.isAfter(now.plus(IdentityTokens.CLOCK_SKEW));
        }
    }

    /** The caller, if the token is valid for exactly this request to this service. */
    public Optional<VerifiedIdentity> verify(String token, String audience, String method, String path) {
        return verified(token)
                .filter(signed -> signed.isFor(audience, method, path))
                .map(Signed::identity);
    }

    /** The caller, if the token is valid, for whatever request and service it was signed. */
    public Optional<VerifiedIdentity> verifySigned(String token) {
        return verified(token).map(Signed::identity);
    }

    private Optional<Signed> verified(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        var known = remembered.getIfPresent(token);
        var signed = known == null ? decode(token) : Optional.of(known);
        var fresh = signed.filter(each -> each.isFresh(time.instant()));
        if (known == null) {
            fresh.ifPresent(each -> remembered.put(token, each));
        }
        return fresh;
    }

    private Optional<Signed> decode(String token) {
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
            return signed(jwt.getJWTClaimsSet(), token);
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static Optional<Signed> signed(JWTClaimsSet claims, String token) throws ParseException {
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        if (!IdentityTokens.ISSUER.equals(claims.getIssuer())
                || claims.getAudience().size() != 1
                || issued == null
                || expires == null
                || Duration.between(issued.toInstant(), expires.toInstant()).compareTo(IdentityTokens.LONGEST_LIFETIME)
                        > 0) {
            return Optional.empty();
        }
        return Optional.of(new Signed(
                new VerifiedIdentity(caller(claims, token), claims.getAudience().getFirst()),
                claims.getClaim(IdentityTokens.METHOD),
                claims.getClaim(IdentityTokens.PATH),
                issued.toInstant(),
                expires.toInstant()));
    }

    private static Caller caller(JWTClaimsSet claims, String token) throws ParseException {
        return new Caller(
                TenantId.of(required(claims.getStringClaim(IdentityTokens.TENANT))),
                required(claims.getSubject()),
                PrincipalType.valueOf(required(claims.getStringClaim(IdentityTokens.PRINCIPAL_TYPE))),
                required(claims.getStringClaim(IdentityTokens.NAME)),
                required(claims.getStringClaim(IdentityTokens.EMAIL)),
                claims.getStringClaim(IdentityTokens.ROLE),
                Set.copyOf(required(claims.getStringListClaim(IdentityTokens.SCOPES))),
                required(claims.getStringClaim(IdentityTokens.CLIENT_ADDRESS)),
                token);
    }

    private static <T> T required(@Nullable T claim) {
        if (claim == null) {
            throw new IllegalArgumentException("a claim is missing");
        }
        return claim;
    }
}
