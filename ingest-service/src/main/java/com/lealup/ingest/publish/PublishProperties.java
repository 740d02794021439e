package com.lealup.ingest.publish;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long Kafka is waited for. Together with the questions to the customer service all of it stays below the 5 seconds
 * within which every answer is promised.
 *
 * @param deliveryTimeout when an event that Kafka has not acknowledged is given up; raise it for a distant cluster, but
 *     with {@code maxBlock} to 3.5 seconds at most, since what comes before needs its time too
 * @param requestTimeout when one attempt is given up; below the delivery timeout, so that a broker that died is
 *     replaced by another within it
 * @param maxBlock how long a request may wait for room in the send buffer or for the topic's layout; short, because a
 *     full buffer means that Kafka is behind and the client should come back later
 * @param liveBuffer what may wait for Kafka on the live lane; raise it when 503s say that the buffer is full while
 *     Kafka is well
 * @param backfillBuffer the same for the backfill lane, which has a producer of its own so as to never be in the way
 * @param probeInterval how often Kafka is asked whether it is there
 * @param probeTimeout when a silent Kafka counts as away; above the longest pause that a healthy broker makes
 */
@ConfigurationProperties("lealup.publish")
record PublishProperties(
        @DefaultValue("3s") Duration deliveryTimeout,
        @DefaultValue("2500ms") Duration requestTimeout,
        @DefaultValue("250ms") Duration maxBlock,
        @DefaultValue("32MB") DataSize liveBuffer,
        @DefaultValue("16MB") DataSize backfillBuffer,
        @DefaultValue("500ms") Duration probeInterval,
        @DefaultValue("2s") Duration probeTimeout) {

    private static final Duration ANSWER = Duration.ofMillis(4900);
    private static final Duration LONGEST_IN_KAFKA = Duration.ofMillis(3500);
    private static final Duration GRACE = Duration.ofMillis(100);

    PublishProperties {
        if (deliveryTimeout.plus(maxBlock).compareTo(LONGEST_IN_KAFKA) > 0) {
            throw new IllegalArgumentException(
                    "must have a delivery timeout and a max block of at most 3500ms together");
        }
        if (requestTimeout.compareTo(deliveryTimeout) >= 0) {
            throw new IllegalArgumentException("must have a request timeout shorter than the delivery timeout");
        }
    }

    /** How long a request waits for Kafka: the producer has given every event up before the client hears so. */
    Duration patience() {
        return deliveryTimeout.plus(GRACE);
    }

    /** How long after its body was read a request may still send, so that Kafka's time fits into the answer's. */
    Duration sendingTime() {
        return ANSWER.minus(patience()).minus(maxBlock);
    }
}
