package com.lealup.webhook.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that an endpoint's deliveries are signed with, as Standard Webhooks writes it: {@code whsec_} for HMAC-SHA256
 * ({@code v1}), which the receiver knows too, or {@code whsk_} for Ed25519 ({@code v1a}), of which it knows the public
 * half.
 *
 * @param text the prefix and the key in base64: of {@code whsec_} what the official verifiers take
 */
public record SigningSecret(String text) {

    private static final String SYMMETRIC = "whsec_";
    private static final String PRIVATE = "whsk_";
    private static final String PUBLIC = "whpk_";
    private static final int GENERATED_BYTES = 32;
    private static final int PUBLIC_BYTES = 32;
    private static final String HMAC = "HmacSHA256";
    private static final String ED25519 = "Ed25519";
    private static final SecureRandom RANDOM = new SecureRandom();

    public SigningSecret {
        if (!text.startsWith(SYMMETRIC) && !text.startsWith(PRIVATE)) {
            throw new IllegalArgumentException("a signing secret starts with " + SYMMETRIC + " or " + PRIVATE);
        }
        Base64.getDecoder().decode(afterPrefix(text));
    }

    /**
     * A pair of keys for {@code v1a}.
     *
     * @param publicKey {@code whpk_} and the 32 bytes of RFC 8032 in base64
     */
    public record Pair(SigningSecret secret, String publicKey) {}

    /** A new secret of 256 random bits, for {@code v1}. */
    public static SigningSecret generate() {
        var key = new byte[GENERATED_BYTES];
        RANDOM.nextBytes(key);
        return of(key);
    }

    /** A new pair, for {@code v1a}. */
    public static Pair generatePair() {
        try {
            var pair = KeyPairGenerator.getInstance(ED25519).generateKeyPair();
            var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            // An X.509 key ends with the key itself (RFC 8410 section 4).
            var encoded = pair.getPublic().getEncoded();
            var point = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
            return new Pair(new SigningSecret(PRIVATE + base64(seed)), PUBLIC + base64(point));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ED25519, e);
        }
    }

    public static SigningSecret of(byte[] key) {
        return new SigningSecret(SYMMETRIC + base64(key));
    }

    /**
     * Takes a secret of the caller's own, for {@code v1}: {@code whsec_} and base64 of 24 to 64 bytes, or any other
     * string of 16 to 128 bytes, whose UTF-8 bytes are the key. Empty when it is neither.
     */
    public static Optional<SigningSecret> parse(String text) {
        if (text.startsWith(SYMMETRIC)) {
            return decode(afterPrefix(text))
                    .filter(key -> key.length >= 24 && key.length <= 64)
                    .map(SigningSecret::of);
        }
        // Keys of the other scheme: taking them as text would mislead.
        if (text.startsWith(PRIVATE) || text.startsWith(PUBLIC)) {
            return Optional.empty();
        }
        return Optional.of(text.getBytes(StandardCharsets.UTF_8))
                .filter(key -> key.length >= 16 && key.length <= 128)
                .map(SigningSecret::of);
    }

    /** The token of a signature over what the two say together: the scheme, a comma and base64. */
    String sign(byte[] prefix, byte[] body) {
        try {
            if (text.startsWith(PRIVATE)) {
                var signature = Signature.getInstance(ED25519);
                signature.initSign(privateKey());
                signature.update(prefix);
                signature.update(body);
                return "v1a," + base64(signature.sign());
            }
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key(), HMAC));
            mac.update(prefix);
            return "v1," + base64(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC + " and " + ED25519, e);
        }
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        return KeyFactory.getInstance(ED25519)
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, key()));
    }

    byte[] key() {
        return Base64.getDecoder().decode(afterPrefix(text));
    }

    private static String afterPrefix(String text) {
        return text.substring(text.indexOf('_') + 1);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "SigningSecret[…]";
    }
}
