package com.lealup.webhook.delivery;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How deliveries are made.
 *
 * @param deadline how long a receiver has from the start of the connection to the end of its answer. Part of the public
 *     promise: change it together with the documentation.
 * @param lease how long an attempt belongs to the process that claimed it. After a kill -9 its deliveries wait this
 *     long; keep it above {@code deadline} by the longest pause of a process, or healthy attempts are repeated.
 * @param sweep how often due deliveries are looked for that no signal announced: retries, and those of a process that
 *     died. Raise it when many idle instances burden the database.
 * @param endpointConcurrency most attempts under way at one endpoint, from one process. Raise it when a fast receiver
 *     lags; it is halved by each failure and grows back by one with each success.
 * @param maxInFlight most attempts under way in this process. Raise it when very many endpoints are dead at once: each
 *     holds one.
 * @param retries the waits after failed attempts; one attempt more than there are waits. Part of the public promise.
 * @param readAtMost how much of an answer is read; the connection is closed beyond
 * @param keepAtMost how much of an answer is kept in the log
 */
@ConfigurationProperties("lealup.delivery")
record DeliverySettings(
        @DefaultValue("5s") Duration deadline,
        @DefaultValue("9s") Duration lease,
        @DefaultValue("250ms") Duration sweep,
        @DefaultValue("16") int endpointConcurrency,
        @DefaultValue("2000") int maxInFlight,

        @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
        List<Duration> retries,

        @DefaultValue("64KB") DataSize readAtMost,
        @DefaultValue("4KB") DataSize keepAtMost) {

    DeliverySettings {
        if (!deadline.isPositive() || lease.compareTo(deadline) <= 0) {
            throw new IllegalArgumentException("should be a deadline above 0, and a lease above the deadline");
        }
        if (!sweep.isPositive() || endpointConcurrency < 1 || maxInFlight < endpointConcurrency) {
            throw new IllegalArgumentException(
                    "should be a sweep above 0, and 1 <= endpoint-concurrency <= max-in-flight");
        }
        if (!retries.stream().allMatch(Duration::isPositive)) {
            throw new IllegalArgumentException("should be retries after waits above 0");
        }
        if (keepAtMost.toBytes() > readAtMost.toBytes() || readAtMost.toBytes() > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("should keep no more of an answer than is read, and at most 1 GB");
        }
    }
}
