package com.lealup.platform.consumer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets dead letters whose time is over, and counts those that wait for somebody. */
final class DeadLetterUpkeep implements InitializingBean, DisposableBean, MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterUpkeep.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final StoredLetters letters;
    private final LetterFacts facts;
    private final TransactionTemplate transactions;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("dead-letters").factory());
    private volatile double waiting = Double.NaN;

    DeadLetterUpkeep(StoredLetters letters, LetterFacts facts, TransactionTemplate transactions) {
        this.letters = letters;
        this.facts = facts;
        this.transactions = transactions;
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
            while (Boolean.TRUE.equals(transactions.execute(_ -> forgetSome()))) {
                log.atDebug().log("more old dead letters to forget");
            }
            waiting = letters.waiting();
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("dead letters not counted; tried again later");
        }
    }

    private boolean forgetSome() {
        var forgotten = letters.forget();
        forgotten.forEach(facts::gone);
        return !forgotten.isEmpty();
    }

    /** {@code lealup.dead.letters}: records set aside that nobody has had processed again or dismissed. */
    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("lealup.dead.letters", this, upkeep -> upkeep.waiting)
                .description("Records set aside that nobody has had processed again or dismissed")
                .register(registry);
    }
}
