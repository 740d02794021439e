package com.lealup.platform.outbox;

import com.lealup.platform.identity.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact, already serialized, on its way to a topic.
 *
 * @param topic the topic's full name
 * @param key the record's key; facts of one key stay in order
 * @param value the serialized value, at most {@value #MAX_BYTES} bytes; null is a tombstone
 * @param eventId identifies the fact; the same on every copy of it
 * @param eventType what happened, for example {@code customer.created}
 * @param tenantId whose fact it is
 * @param revision the aggregate's revision after the change, rising by one with each
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way out: compared by nobody, copied for nothing.
public record OutboxRecord(
        String topic,
        String key,
        byte @Nullable [] value,
        UUID eventId,
        String eventType,
        TenantId tenantId,
        long revision) {

    /**
     * The largest value that every topic takes. A larger one would hold up every fact behind it, so it is refused here.
     */
    public static final int MAX_BYTES = 1_000_000;

    public OutboxRecord {
        if (value != null && value.length > MAX_BYTES) {
            throw new IllegalArgumentException("A value of " + value.length + " bytes exceeds " + MAX_BYTES);
        }
    }

    /** The record that says that a key of a compacted topic is gone. */
    public static OutboxRecord tombstone(
            String topic, String key, UUID eventId, String eventType, TenantId tenantId, long revision) {
        return new OutboxRecord(topic, key, null, eventId, eventType, tenantId, revision);
    }
}
