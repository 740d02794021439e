package com.lealup.platform.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sees to it that every row has a partition to go to, and that what is old enough is dropped, by the function
 * {@code keep_partitions} of a service's schema.
 */
public final class TimePartitions {

    /** Less than any table is made ahead for; see the migrations. */
    private static final Duration GOOD_FOR = Duration.ofDays(2);

    private static final Logger LOG = LoggerFactory.getLogger(TimePartitions.class);

    private static final String KEEP = "select keep_partitions(now())";

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private volatile Instant goodUntil = Instant.MIN;

    /**
     * Of one service.
     *
     * @param jdbc as the role that may run the function
     */
    public TimePartitions(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes what is missing and drops what is old. */
    public void keep() {
        var made = jdbc.sql(KEEP).query(Integer.class).single();
        goodUntil = clock.instant().plus(GOOD_FOR);
        if (made > 0) {
            LOG.atInfo().addKeyValue("made", made).log("Partitions made");
        }
    }

    /**
     * To be called before rows are written. A row without a partition would be refused as if its data were wrong, and a
     * fact must not end as a dead letter because upkeep has failed for days.
     */
    public void require() {
        if (clock.instant().isAfter(goodUntil)) {
            keep();
        }
    }
}
