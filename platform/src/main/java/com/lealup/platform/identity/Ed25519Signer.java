package com.lealup.platform.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Set;

/** Ed25519 (RFC 8037) for the library, whose own signer would bring in Tink: slower, and one more crypto stack. */
final class Ed25519Signer extends BaseJWSProvider implements JWSSigner {

    private final PrivateKey key;

    Ed25519Signer(PrivateKey key) {
        super(Set.of(IdentityTokens.ALGORITHM));
        this.key = key;
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] signingInput) throws JOSEException {
        try {
            var signature = Ed25519.signature();
            signature.initSign(key);
            signature.update(signingInput);
            return Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new JOSEException("Ed25519 signing failed", e);
        }
    }
}
