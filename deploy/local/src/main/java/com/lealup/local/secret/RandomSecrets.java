package com.lealup.local.secret;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/** New secrets for a new data folder. */
final class RandomSecrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomSecrets() {}

    static Map<Secret, String> create() {
        KeyPair identity = identity();
        String kid = "local-" + HexFormat.of().formatHex(bytes(4));
        Base64.Encoder base64 = Base64.getEncoder();
        Map<Secret, String> secrets = new EnumMap<>(Secret.class);
        for (Secret secret : Secret.values()) {
            secrets.put(
                    secret,
                    switch (secret) {
                        case LEALUP_IDENTITY_SIGNING_KEY ->
                            kid + ":"
                                    + base64.encodeToString(
                                            identity.getPrivate().getEncoded());
                        case LEALUP_IDENTITY_PUBLIC_KEYS ->
                            kid + ":"
                                    + base64.encodeToString(identity.getPublic().getEncoded());
                        case LEALUP_IDEMPOTENCY_KEYS, LEALUP_KEYS_PEPPERS, LEALUP_WEBHOOKS_SECRET_KEYS ->
                            "1:" + base64.encodeToString(bytes(32));
                        case LEALUP_KEYS_RECORD_MAC_KEY -> base64.encodeToString(bytes(32));
                        case LEALUP_DATABASE_SECRET, LEALUP_OPERATOR_TOKEN ->
                            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
                    });
        }
        return secrets;
    }

    private static KeyPair identity() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
