package com.lealup.webhook.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Signs deliveries as Standard Webhooks 1.0.0 has it: the scheme and the base64 of a signature over
 * {@code id.timestamp.body}, one token for each secret.
 */
public final class Signatures {

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
        return secrets.stream().map(secret -> secret.sign(prefix, body)).collect(Collectors.joining(" "));
    }
}
