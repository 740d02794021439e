package com.lealup.health.rollout;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.Customers;
import com.lealup.health.model.HealthModels;
import com.lealup.health.model.ModelChanged;
import com.lealup.health.retention.Partitions;
import com.lealup.health.score.HealthModel;
import com.lealup.health.scoring.KnownAggregates;
import com.lealup.health.scoring.RescoreCustomers;
import com.lealup.health.scoring.Scores;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Scores every customer of a workspace by its newest model. What is left to do is read off the scores themselves, so
 * one that was interrupted goes on where it was, and any number of instances may work on the same one.
 */
@Component
class RollOutModels {

    private static final int BATCH = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(RollOutModels.class);

    private final RolloutQueue queue;
    private final HealthModels models;
    private final Scores scores;
    private final Customers customers;
    private final KnownAggregates aggregates;
    private final RescoreCustomers rescore;
    private final Partitions partitions;
    private final TransactionTemplate transactions;
    private final AsyncTaskExecutor executor;
    private final InstantSource clock;
    private final Lock working = new ReentrantLock();

    RollOutModels(
            RolloutQueue queue,
            HealthModels models,
            Scores scores,
            Customers customers,
            @Worker KnownAggregates aggregates,
            RescoreCustomers rescore,
            Partitions partitions,
            @Worker TransactionTemplate transactions,
            @Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor,
            InstantSource clock) {
        this.queue = queue;
        this.models = models;
        this.scores = scores;
        this.customers = customers;
        this.aggregates = aggregates;
        this.rescore = rescore;
        this.partitions = partitions;
        this.transactions = transactions;
        this.executor = executor;
        this.clock = clock;
    }

    @TransactionalEventListener
    void on(ModelChanged changed) {
        executor.execute(this::work);
    }

    /** Takes up what an instance that ended has left, one workspace after the other. */
    @Scheduled(fixedDelay = 5000)
    void work() {
        if (!working.tryLock()) {
            return;
        }
        try {
            for (var all = queue.waiting(); !all.isEmpty(); all = queue.waiting()) {
                all.forEach(waiting -> rollOut(waiting.tenant(), waiting.version()));
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("A model was not rolled out yet; it is tried again");
        } finally {
            working.unlock();
        }
    }

    private void rollOut(TenantId tenant, int version) {
        var began = clock.instant();
        var model = models.version(tenant, version);
        var half = transactions.execute(status -> queue.halfway(tenant, version));
        if (half != null) {
            // Two halves side by side: while one waits for the database, the other computes.
            var upper = CompletableFuture.runAsync(() -> rescore(tenant, model, half, null), executor);
            try {
                rescore(tenant, model, null, half);
            } finally {
                join(upper);
            }
        }
        transactions.executeWithoutResult(status -> queue.finished(tenant, version, clock.instant()));
        LOG.atInfo()
                .addKeyValue("tenant", tenant)
                .addKeyValue("version", version)
                .addKeyValue("took", Duration.between(began, clock.instant()))
                .log("Model rolled out");
    }

    /** As if it had been done here. */
    private static void join(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Those behind one customer and up to another; null is no bound. */
    private void rescore(TenantId tenant, HealthModel model, @Nullable UUID after, @Nullable UUID until) {
        @Nullable UUID next = after;
        do {
            var last = next;
            next = transactions.execute(status -> batch(tenant, model, last, until));
        } while (next != null);
    }

    /** The last customer looked at, or null if there was none left. */
    private @Nullable UUID batch(TenantId tenant, HealthModel model, @Nullable UUID after, @Nullable UUID until) {
        partitions.require();
        customers.beginWriting();
        var outdated = queue.outdated(tenant, model.version(), after, until, BATCH);
        if (outdated.isEmpty()) {
            return null;
        }
        var last = outdated.last();
        outdated.removeAll(customers.deleted(outdated).keySet());
        var locked = new TreeMap<>(scores.lock(outdated));
        locked.values()
                .removeIf(stored -> stored.score() == null || stored.score().modelVersion() >= model.version());
        var keys = List.copyOf(locked.keySet());
        queue.recall(keys, model);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var known = aggregates.of(keys, now);
        // By whatever is current under the locks: a still newer model comes into force at once.
        Map<TenantId, HealthModel> current = models.current(List.of(tenant));
        var cause = Correlation.current();
        rescore.rescore(List.copyOf(locked.values()), known, known, current, now, (CustomerKey any) -> cause);
        return last.customer().value();
    }
}
