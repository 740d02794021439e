package com.lealup.platform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the relay works.
 *
 * @param enabled whether this service has facts to relay; off in a service that writes none
 * @param pollInterval how often an idle relay looks for facts of other instances; its own are relayed at once
 * @param batchSize most facts of one Kafka transaction; raise it when the outbox grows while Kafka is idle
 * @param lease how long another instance waits before it takes over from one that is silent; longer than any pause of
 *     the JVM that is to be tolerated
 * @param transactionTimeout after this long Kafka ends the transaction of a relay that froze, so that readers go on
 * @param retryInterval how long the relay waits after a failure
 */
@ConfigurationProperties("lealup.outbox")
record OutboxProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("250ms") Duration pollInterval,
        @DefaultValue("2000") int batchSize,
        @DefaultValue("5s") Duration lease,
        @DefaultValue("10s") Duration transactionTimeout,
        @DefaultValue("500ms") Duration retryInterval) {

    OutboxProperties {
        if (batchSize < 1 || batchSize > 10_000) {
            throw new IllegalArgumentException("lealup.outbox.batch-size must be between 1 and 10000");
        }
    }
}
