package com.lealup.health.retention;

import com.lealup.platform.database.Worker;
import com.lealup.platform.retention.TimePartitions;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sees to it that every row has a partition to go to, and that what is old enough is dropped. */
@Component
public class Partitions implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);

    private static final String FORGET_FEATURES = """
            delete from usage_features
            where last_day < current_date - 60
            """;

    private static final String FORGET_TICKETS = """
            delete from tickets
            where closed_at < now() - interval '430 days'
              and (opened_at is null or opened_at <= closed_at)
            """;

    private static final String FORGET_ANSWERS = """
            delete from survey_answers
            where at < now() - interval '430 days'
            """;

    private static final String FORGET_OVERRIDES = """
            delete from score_overrides
            where expires_at < now() - interval '1 day'
            """;

    private final JdbcClient jdbc;
    private final TimePartitions partitions;

    Partitions(@Worker JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.partitions = new TimePartitions(jdbc, clock);
    }

    @Override
    public void afterPropertiesSet() {
        upkeep();
    }

    /** To be called before rows are written. */
    public void require() {
        partitions.require();
    }

    @Scheduled(initialDelay = 6, fixedDelay = 6, timeUnit = TimeUnit.HOURS)
    void upkeep() {
        try {
            partitions.keep();
            for (var sql : List.of(FORGET_FEATURES, FORGET_TICKETS, FORGET_ANSWERS, FORGET_OVERRIDES)) {
                jdbc.sql(sql).update();
            }
        } catch (DataAccessException e) {
            LOG.atWarn().setCause(e).log("Upkeep of partitions failed; it is tried again before the next batch");
        }
    }
}
