package com.lealup.platform.idempotency;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes answers that are older than their retention, a few at a time. */
final class ForgetOldAnswers implements InitializingBean, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ForgetOldAnswers.class);
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final int CHUNK = 5_000;

    private static final String DELETE = """
            delete from idempotency_records
            where ctid = any(array(
              select ctid
              from idempotency_records
              where created_at < now() - make_interval(secs => :seconds)
              limit :chunk))
            """;

    private final JdbcClient jdbc;
    private final Duration retention;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("forget-answers").factory());

    ForgetOldAnswers(JdbcClient jdbc, Duration retention) {
        this.jdbc = jdbc;
        this.retention = retention;
    }

    @Override
    public void afterPropertiesSet() {
        var _ = scheduler.scheduleWithFixedDelay(
                this::run, INTERVAL.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void destroy() {
        scheduler.shutdownNow();
    }

    private void run() {
        try {
            while (forget() == CHUNK) {
                log.atDebug().log("more old answers to forget");
            }
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("old answers not forgotten; tried again later");
        }
    }

    /** Deletes one chunk and says how many it was. */
    int forget() {
        return jdbc.sql(DELETE)
                .param("seconds", retention.toSeconds())
                .param("chunk", CHUNK)
                .update();
    }
}
