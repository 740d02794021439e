package com.lealup.gateway.access;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Authenticates the records of the keys topic: who may only write to Kafka can forge no key. The bytes that are signed
 * are spelled out here, each field by length, and not taken from Avro: a reader with a newer schema would encode an old
 * record differently.
 */
@Component
class RecordMac {

    private static final String LAYOUT = "lealup.api-key.1";
    private static final String HEARTBEAT_LAYOUT = "lealup.keys-heartbeat.1";

    private final HmacKey key;

    RecordMac(KeysProperties properties) {
        this.key = properties.recordMac();
    }

    private interface Spelling {
        void write(DataOutputStream out) throws IOException;
    }

    byte[] sign(ApiKey apiKey) {
        return key.sign(spell(apiKey));
    }

    boolean verifies(ApiKey apiKey, byte[] mac) {
        return MessageDigest.isEqual(sign(apiKey), mac);
    }

    /** Signs a heartbeat; its layout's name keeps it apart from every key. */
    byte[] sign(long sequence, Instant at) {
        return key.sign(spelled(out -> {
            text(out, HEARTBEAT_LAYOUT);
            out.writeLong(sequence);
            instant(out, at);
        }));
    }

    boolean verifies(long sequence, Instant at, byte[] mac) {
        return MessageDigest.isEqual(sign(sequence, at), mac);
    }

    private static byte[] spell(ApiKey key) {
        return spelled(out -> {
            text(out, LAYOUT);
            text(out, key.id().toString());
            text(out, key.tenantId().toString());
            text(out, key.hash().hex());
            out.writeInt(key.hash().pepperVersion());
            text(out, key.name());
            text(out, key.lastFour());
            texts(out, key.scopes());
            texts(out, key.allowList());
            text(out, key.creator().id().toString());
            text(out, key.creator().email());
            text(out, key.creator().role().text());
            instant(out, key.createdAt());
            instant(out, key.expiresAt());
            instant(out, key.revokedAt());
            out.writeLong(key.revision());
        });
    }

    private static byte[] spelled(Spelling spelling) {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            spelling.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (var text : texts) {
            text(out, text);
        }
    }

    private static void instant(DataOutputStream out, @Nullable Instant instant) throws IOException {
        text(out, instant == null ? null : instant.toString());
    }
}
