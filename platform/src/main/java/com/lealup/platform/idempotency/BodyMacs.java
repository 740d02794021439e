package com.lealup.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 in place of a plain digest, for bodies whose secrets somebody could guess. The keys are derived from
 * those of the answers, one for each (RFC 5869 section 3.3: a uniformly random key may be expanded as it is).
 */
final class BodyMacs {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "lealup idempotency body mac\u0001".getBytes(UTF_8);

    private final List<byte[]> keys;

    BodyMacs(List<String> configured) {
        this.keys = configured.stream()
                .map(key -> mac(IdempotencyProperties.bytes(key), PURPOSE))
                .toList();
    }

    /** The MACs of a digest in a scope: under the current key first, then under those that are being replaced. */
    List<byte[]> of(byte[] digest, String scope) {
        return keys.stream().map(key -> mac(key, scope.getBytes(UTF_8), digest)).toList();
    }

    private static byte[] mac(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has HMAC-SHA-256", e);
        }
    }
}
