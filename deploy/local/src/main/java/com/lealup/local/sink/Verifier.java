package com.lealup.local.sink;

import com.lealup.local.trouble.Trouble;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a delivery is from whom it says it is: HMAC-SHA256 over {@code id.timestamp.body}, as Standard Webhooks
 * 1.0.0 has it.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">the
 *     specification</a>
 */
public final class Verifier {

    private static final String PREFIX = "whsec_";
    private static final String SCHEME = "v1,";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final byte[] key;

    /**
     * @param secret {@code whsec_} and base64, as the subscription's answer has it
     * @throws Trouble if it is not
     */
    public Verifier(String secret) {
        try {
            this.key = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : "!");
        } catch (IllegalArgumentException e) {
            throw new Trouble("A secret is whsec_ and base64, as the subscription's answer has it.", e);
        }
    }

    /** What is wrong with a delivery; null if nothing is. */
    @Nullable
    String objection(
            @Nullable String id, @Nullable String timestamp, @Nullable String signatures, byte[] body, Instant now) {
        if (id == null || timestamp == null || signatures == null) {
            return "webhook-id, webhook-timestamp or webhook-signature is missing";
        }
        try {
            var sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            if (Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0) {
                return "it was signed more than 5 minutes from now, at " + sent;
            }
        } catch (NumberFormatException | DateTimeException e) {
            return "webhook-timestamp is no Unix time in seconds";
        }
        var expected = signature(id, timestamp, body);
        var signed = Stream.of(signatures.split(" "))
                .filter(token -> token.startsWith(SCHEME))
                .anyMatch(token -> MessageDigest.isEqual(bytes(token), bytes(expected)));
        return signed ? null : "none of its signatures was made with this secret over these bytes";
    }

    private String signature(String id, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(bytes(id + "." + timestamp + "."));
            return SCHEME + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
