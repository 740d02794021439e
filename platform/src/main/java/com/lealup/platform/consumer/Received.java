package com.lealup.platform.consumer;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact as it arrived.
 *
 * @param value what happened; null is a tombstone
 * @param key the record's key
 * @param position where it stands; of a dead letter that is processed again, where that was asked for
 * @param eventId identifies the fact; derived from the position where the record carries none
 * @param tenantId whose fact it is; null where the record does not say
 * @param eventType what happened, for example {@code customer.created}; empty where the record does not say
 * @param correlation the request that caused it
 * @param revision the aggregate's revision; 0 where the record does not say
 * @param appendedAt when Kafka stored it
 */
public record Received<V>(
        @Nullable V value,
        String key,
        RecordPosition position,
        UUID eventId,
        @Nullable TenantId tenantId,
        String eventType,
        Correlation correlation,
        long revision,
        Instant appendedAt) {

    Received<V> at(RecordPosition other) {
        return new Received<>(value, key, other, eventId, tenantId, eventType, correlation, revision, appendedAt);
    }
}
