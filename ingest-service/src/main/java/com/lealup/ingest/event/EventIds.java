package com.lealup.ingest.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.ingest.batch.SoundEvent;
import com.lealup.ingest.customer.CustomerId;
import com.lealup.ingest.publish.AcceptedEvent;
import com.lealup.platform.identity.TenantId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Names events so that one that is sent again has the same name. A derived name is a UUID of version 8 (RFC 9562
 * section 5.8) made of SHA-256 over the form's own word, the workspace, the customer and what the client can repeat; a
 * random one has version 4. So no two forms can meet.
 */
final class EventIds {

    private static final byte[] BY_EXTERNAL_ID = "lealup.usage-event/external-id".getBytes(UTF_8);
    private static final byte[] BY_REQUEST = "lealup.usage-event/idempotency-key".getBytes(UTF_8);
    private static final int NUMBERS = 36;

    private EventIds() {}

    /** The event under its name: by its own id, else by its place under the request's key, else by chance. */
    static AcceptedEvent name(TenantId tenantId, @Nullable String idempotencyKey, byte[] body, SoundEvent event) {
        if (event.externalId() != null) {
            return new AcceptedEvent(event, byExternalId(tenantId, event.customerId(), event.externalId()), true);
        }
        if (idempotencyKey != null) {
            return new AcceptedEvent(event, byRequest(tenantId, idempotencyKey, body, event), true);
        }
        return new AcceptedEvent(event, UUID.randomUUID(), false);
    }

    private static UUID byExternalId(TenantId tenantId, CustomerId customerId, String externalId) {
        var digest = sha256();
        digest.update(BY_EXTERNAL_ID);
        digest.update(numbers(tenantId, customerId, 0));
        return uuid(digest.digest(externalId.getBytes(UTF_8)));
    }

    private static UUID byRequest(TenantId tenantId, String idempotencyKey, byte[] body, SoundEvent event) {
        var ofEvent = sha256();
        ofEvent.update(body, event.start(), event.end() - event.start());
        var digest = sha256();
        digest.update(BY_REQUEST);
        digest.update(numbers(tenantId, event.customerId(), event.index()));
        // Of fixed length, so that the key, which is not, can only end where the input ends.
        digest.update(ofEvent.digest());
        return uuid(digest.digest(idempotencyKey.getBytes(UTF_8)));
    }

    private static byte[] numbers(TenantId tenantId, CustomerId customerId, int index) {
        return ByteBuffer.allocate(NUMBERS)
                .putLong(tenantId.value().getMostSignificantBits())
                .putLong(tenantId.value().getLeastSignificantBits())
                .putLong(customerId.value().getMostSignificantBits())
                .putLong(customerId.value().getLeastSignificantBits())
                .putInt(index)
                .array();
    }

    private static UUID uuid(byte[] hash) {
        var bits = ByteBuffer.wrap(hash);
        return new UUID(
                (bits.getLong() & 0xFFFFFFFF_FFFF0FFFL) | 0x8000L,
                (bits.getLong() & 0x3FFFFFFF_FFFFFFFFL) | 0x80000000_00000000L);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
