package com.lealup.platform.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SignatureException;
import java.util.Set;

/** Ed25519 (RFC 8037) for the library; see {@link Ed25519Signer}. */
final class Ed25519Verifier extends BaseJWSProvider implements JWSVerifier {

    private static final int SIGNATURE_LENGTH = 64;

    private final PublicKey key;

    Ed25519Verifier(PublicKey key) {
        super(Set.of(IdentityTokens.ALGORITHM));
        this.key = key;
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) throws JOSEException {
        var bytes = signature.decode();
        if (bytes.length != SIGNATURE_LENGTH) {
            return false;
        }
        try {
            var verifier = Ed25519.signature();
            verifier.initVerify(key);
            verifier.update(signingInput);
            return verifier.verify(bytes);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new JOSEException("Ed25519 verification failed", e);
        }
    }
}
