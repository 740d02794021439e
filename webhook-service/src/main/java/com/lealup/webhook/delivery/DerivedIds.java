package com.lealup.webhook.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids with the layout of a ULID, so that they sort by time, whose random part is a digest: the same input always gives
 * the same id.
 */
final class DerivedIds {

    private static final int TIME_SHIFT = 16;

    private DerivedIds() {}

    static UUID derive(Instant at, String input) {
        var digest = ByteBuffer.wrap(sha256(input.getBytes(StandardCharsets.UTF_8)));
        var high = at.toEpochMilli() << TIME_SHIFT | (digest.getShort() & 0xffffL);
        return new UUID(high, digest.getLong());
    }

    /** No id of that time or later comes before it. */
    static UUID first(Instant at) {
        return new UUID(at.toEpochMilli() << TIME_SHIFT, 0);
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
