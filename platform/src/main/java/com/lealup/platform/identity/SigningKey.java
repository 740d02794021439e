package com.lealup.platform.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The gateway's private key, written {@code kid:base64 of PKCS#8}.
 *
 * @param keyId tells verifiers which of their keys to use
 */
public record SigningKey(String keyId, PrivateKey key) {

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException saying what it should be, without the key
     */
    public static SigningKey parse(String text) {
        var colon = text.indexOf(':');
        if (colon < 1) {
            throw malformed();
        }
        try {
            var encoded = Base64.getDecoder().decode(text.substring(colon + 1).strip());
            var key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new SigningKey(text.substring(0, colon).strip(), key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("must be kid:key, the key an Ed25519 private key as base64 of PKCS#8");
    }

    @Override
    public String toString() {
        return "SigningKey[" + keyId + "]";
    }
}
