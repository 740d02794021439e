package com.lealup.webhook.retention;

import com.lealup.platform.database.Worker;
import com.lealup.platform.retention.TimePartitions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The log of deliveries is kept for thirty days, and goes by the week. */
@Component
public class Retention implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private static final String FORGET_RECOVERIES = """
            delete from recoveries
            where finished_at < now() - interval '30 days'
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final TimePartitions partitions;

    Retention(@Worker JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.partitions = new TimePartitions(jdbc, clock);
    }

    @Override
    public void afterPropertiesSet() {
        upkeep();
    }

    /** To be called before messages are written. */
    public void require() {
        partitions.require();
    }

    /** Whether there is a place for what happened then. */
    public boolean keeps(Instant at) {
        return at.isAfter(clock.instant().minus(Period.KEPT));
    }

    @Scheduled(initialDelay = 6, fixedDelay = 6, timeUnit = TimeUnit.HOURS)
    void upkeep() {
        try {
            partitions.keep();
            jdbc.sql(FORGET_RECOVERIES).update();
        } catch (DataAccessException e) {
            LOG.atWarn().setCause(e).log("Upkeep of partitions failed; it is tried again before the next batch");
        }
    }
}
