package com.lealup.webhook.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs deliveries as Standard Webhooks 1.0.0 has it: {@code v1,} and the base64 of HMAC-SHA256 over
 * {@code id.timestamp.body}, one token for each secret.
 */
public final class Signatures {

    private static final String ALGORITHM = "HmacSHA256";

    private Signatures() {}

    /**
     * The value of the one {@code webhook-signature} header. Several secrets give several tokens, separated by spaces:
     * the official verifiers read one header line only.
     *
     * @param id the value of {@code webhook-id}; without a dot
     * @param timestamp when the attempt is made; {@code webhook-timestamp} carries its seconds
     * @param body the very bytes that are sent
     */
    public static String sign(List<SigningSecret> secrets, String id, Instant timestamp, byte[] body) {
        if (secrets.isEmpty() || id.contains(".")) {
            throw new IllegalArgumentException("a signature takes a secret, and an id without a dot");
        }
        var prefix = (id + "." + timestamp.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(hmac(secret, prefix, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] hmac(SigningSecret secret, byte[] prefix, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            mac.update(prefix);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
