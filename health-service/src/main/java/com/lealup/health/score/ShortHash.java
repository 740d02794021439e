package com.lealup.health.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What aggregates know names, people and tickets by, so that no address is kept in them. */
public final class ShortHash {

    private ShortHash() {}

    /** 64 bits of SHA-256: among what one customer has a collision is out of reach. */
    public static long of(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
