package com.lealup.ingest.publish;

import com.lealup.ingest.batch.Lane;
import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.util.List;

/** Where accepted events are kept. */
public interface EventLog {

    /**
     * Stores the events, one customer's in the given order. Returns when each of them is on as many replicas as the
     * topic demands or has been given up, and at once while Kafka is known to be away; never later than 4.9 seconds
     * after {@code receivedAt}.
     */
    Publication publish(Lane lane, TenantId tenantId, Instant receivedAt, List<AcceptedEvent> events);
}
