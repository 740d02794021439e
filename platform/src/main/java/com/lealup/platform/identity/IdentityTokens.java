package com.lealup.platform.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;

/** What {@link TokenSigner} writes and {@link TokenVerifier} demands: a compact JWS (RFC 7515) over JWT claims. */
public final class IdentityTokens {

    /** The header that carries the token from the gateway to a service, and from service to service. */
    public static final String HEADER = "Lealup-Identity";

    /** Who signs. */
    public static final String ISSUER = "lealup-gateway";

    /** The longest a token may be valid for. */
    public static final Duration LONGEST_LIFETIME = Duration.ofSeconds(30);

    static final Duration CLOCK_SKEW = Duration.ofSeconds(5);
    // RFC 8037 names the algorithm EdDSA; RFC 9864's Ed25519 is not spoken by every verifier yet.
    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.EdDSA;
    // RFC 8725, 3.11: an explicit type, so that no other JWT we may ever sign can stand in for an identity.
    static final JOSEObjectType TYPE = new JOSEObjectType("lealup-identity+jwt");

    static final String TENANT = "tid";
    static final String PRINCIPAL_TYPE = "typ";
    static final String NAME = "name";
    static final String EMAIL = "email";
    static final String ROLE = "role";
    static final String SCOPES = "scopes";
    static final String CLIENT_ADDRESS = "ip";
    static final String METHOD = "htm";
    static final String PATH = "htu";

    private IdentityTokens() {}
}
