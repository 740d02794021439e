package com.lealup.platform.consumer;

import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter: a record that a group could not process.
 *
 * @param tenant whose it is by its key, its header and its value; null where they do not agree
 * @param record as it came
 * @param cause why it failed the last time
 * @param attempts how often it was tried, the first time included
 * @param failedAt when it first failed
 */
record Letter(
        UUID id,
        @Nullable TenantId tenant,
        String group,
        ConsumerRecord<byte[], byte[]> record,
        Poison cause,
        int attempts,
        Instant failedAt) {

    /** The same one, tried once more. */
    Letter triedAgain() {
        return new Letter(id, tenant, group, record, cause, attempts + 1, failedAt);
    }

    /** The same one, with another cause. */
    Letter failedFor(Poison otherCause) {
        return new Letter(id, tenant, group, record, otherCause, attempts, failedAt);
    }
}
