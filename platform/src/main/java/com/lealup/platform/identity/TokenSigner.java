package com.lealup.platform.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;

/** Signs callers' identities for the services behind the gateway. Safe for use by many threads. */
public final class TokenSigner {

    private final JWSHeader header;
    private final Ed25519Signer signer;
    private final InstantSource time;

    public TokenSigner(SigningKey key, InstantSource time) {
        this.header = new JWSHeader.Builder(IdentityTokens.ALGORITHM)
                .keyID(key.keyId())
                .type(IdentityTokens.TYPE)
                .build();
        this.signer = new Ed25519Signer(key.key());
        this.time = time;
    }

    /**
     * A token for one request to one service.
     *
     * @param audience the module name of the service
     * @param method the method the service will see
     * @param path the raw path the service will see, without the query
     */
    public String sign(Caller caller, String audience, String method, String path) {
        var now = time.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(IdentityTokens.ISSUER)
                .audience(audience)
                .subject(caller.principalId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(IdentityTokens.LONGEST_LIFETIME)))
                .claim(IdentityTokens.TENANT, caller.tenantId().toString())
                .claim(IdentityTokens.PRINCIPAL_TYPE, caller.type().name())
                .claim(IdentityTokens.NAME, caller.name())
                .claim(IdentityTokens.EMAIL, caller.email())
                .claim(IdentityTokens.ROLE, caller.role())
                .claim(IdentityTokens.SCOPES, List.copyOf(caller.scopes()))
                .claim(IdentityTokens.CLIENT_ADDRESS, caller.clientAddress())
                .claim(IdentityTokens.METHOD, method)
                .claim(IdentityTokens.PATH, path)
                .build();
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the identity could not be signed", e);
        }
    }
}
