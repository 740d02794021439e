package com.lealup.gateway.access;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A 32-byte key for HMAC-SHA-256. */
final class HmacKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 32;

    private final Mac prototype;

    private HmacKey(Mac prototype) {
        this.prototype = prototype;
    }

    /** @throws IllegalArgumentException unless the text is base64 of 32 bytes; the message does not repeat it */
    static HmacKey parse(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("is not base64; give 32 random bytes in base64");
        }
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("has " + bytes.length + " bytes; give 32 random bytes in base64");
        }
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return new HmacKey(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    byte[] sign(byte[] message) {
        try {
            // A clone of an initialised Mac spares the provider look-up and the key schedule of each request.
            return ((Mac) prototype.clone()).doFinal(message);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The platform's HmacSHA256 can be cloned", e);
        }
    }
}
