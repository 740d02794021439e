package com.lealup.platform.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** A public key of the gateway, written {@code kid:base64 of SPKI}. */
public record VerificationKey(String keyId, PublicKey key) {

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException saying what it should be
     */
    public static VerificationKey parse(String text) {
        var colon = text.indexOf(':');
        if (colon < 1) {
            throw malformed();
        }
        try {
            var encoded = Base64.getDecoder().decode(text.substring(colon + 1).strip());
            var key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            return new VerificationKey(text.substring(0, colon).strip(), key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "must be a comma-separated list of kid:key, each key an Ed25519 public key as base64 of SPKI");
    }
}
