package com.lealup.health.rollout;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.model.CurrentVersion;
import com.lealup.health.score.HealthModel;
import com.lealup.health.score.Scorer;
import com.lealup.health.scoring.KnownAggregates;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Callers;
import com.lealup.platform.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Scores a workspace's customers by another model, without a trace. */
@Service
class PreviewModel implements DisposableBean {

    private static final int CHUNK = 2_000;

    /** A connection and a thread each; the rest of the pool serves other callers. */
    private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PreviewCustomers customers;
    private final KnownAggregates aggregates;
    private final CurrentVersion models;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("preview-", 0).daemon().factory());
    private final Semaphore turns = new Semaphore(2, true);

    PreviewModel(
            PreviewCustomers customers,
            KnownAggregates aggregates,
            CurrentVersion models,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.customers = customers;
        this.aggregates = aggregates;
        this.models = models;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** At most two at a time: others wait a while for their turn, without a connection, and are then sent away. */
    <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw Problems.unavailable("Other previews are still under way.", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("A preview was interrupted", e);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    /** To be called in turn. */
    PreviewResponse of(Caller caller, HealthModel other) {
        var current = models.modelOf(caller.tenantId());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var selected = transactions.execute(status -> customers.select(caller.tenantId()));
        var tasks = new ArrayList<Callable<Tally>>();
        for (int from = 0; from < selected.keys().size(); from += CHUNK) {
            var chunk = selected.keys()
                    .subList(from, Math.min(from + CHUNK, selected.keys().size()));
            tasks.add(() -> Callers.call(caller, () -> tally(chunk, current, other, now)));
        }
        var tally = new Tally();
        results(tasks).forEach(tally::add);
        return tally.response(selected.total(), selected.keys().size());
    }

    private List<Tally> results(List<Callable<Tally>> tasks) {
        try {
            var tallies = new ArrayList<Tally>();
            for (var future : threads.invokeAll(tasks)) {
                tallies.add(future.get());
            }
            return tallies;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("A preview was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private Tally tally(List<CustomerKey> chunk, HealthModel current, HealthModel other, Instant now) {
        return transactions.execute(status -> {
            var recalled = customers.recall(chunk, current, other);
            var tally = new Tally();
            aggregates.of(chunk, now).forEach((customer, known) -> {
                var before = Scorer.score(known, current, now);
                var after = Scorer.score(recalled.apply(customer, known), other, now);
                tally.add(customer.customer(), before, after);
            });
            return tally;
        });
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
