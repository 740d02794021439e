package com.lealup.health.scoring;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.Customers;
import com.lealup.health.customer.CustomersRestored;
import com.lealup.health.model.HealthModels;
import com.lealup.health.override.OverrideChanged;
import com.lealup.health.retention.Partitions;
import com.lealup.health.scoring.Scores.Visit;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.database.Worker;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the scores of customers nobody hears from, when their time has come. Only rows that are due are touched, and
 * any number of instances may look: each takes what the others have not locked.
 */
@Component
class DueScores {

    private static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(DueScores.class);

    private final Scores scores;
    private final Customers customers;
    private final KnownAggregates aggregates;
    private final HealthModels models;
    private final RescoreCustomers rescore;
    private final Partitions partitions;
    private final TransactionTemplate transactions;
    private final AsyncTaskExecutor executor;
    private final InstantSource clock;

    DueScores(
            Scores scores,
            Customers customers,
            @Worker KnownAggregates aggregates,
            HealthModels models,
            RescoreCustomers rescore,
            Partitions partitions,
            @Worker TransactionTemplate transactions,
            @Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor,
            InstantSource clock) {
        this.scores = scores;
        this.customers = customers;
        this.aggregates = aggregates;
        this.models = models;
        this.rescore = rescore;
        this.partitions = partitions;
        this.transactions = transactions;
        this.executor = executor;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    void evaluate() {
        try {
            int found;
            do {
                found = transactions.execute(status -> evaluateSome());
            } while (found == BATCH);
        } catch (DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("Scores that are due were not evaluated; it is tried again");
        }
    }

    private int evaluateSome() {
        partitions.require();
        customers.beginWriting();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var due = new TreeMap<>(scores.lockDue(now, BATCH));
        if (due.isEmpty()) {
            return 0;
        }
        var found = due.size();
        var never = new LinkedHashMap<CustomerKey, Visit>();
        for (var deleted : customers.deleted(due.keySet()).keySet()) {
            due.remove(deleted);
            never.put(deleted, new Visit(null));
        }
        scores.schedule(never);
        var known = aggregates.of(due.keySet(), now);
        var cause = Correlation.current();
        var current =
                models.current(due.keySet().stream().map(CustomerKey::tenant).collect(Collectors.toSet()));
        rescore.rescore(due.values().stream().toList(), known, known, current, now, customer -> cause);
        return found;
    }

    /** A score that a person has set is to be seen at once; the thread that answered does not wait for it. */
    @TransactionalEventListener
    void wake(OverrideChanged changed) {
        executor.execute(this::evaluate);
    }

    /** The clock went on while they were in the trash. */
    @EventListener
    void wake(CustomersRestored restored) {
        var now = clock.instant();
        var visits = new LinkedHashMap<CustomerKey, Visit>();
        restored.customers().forEach(customer -> visits.put(customer, new Visit(now)));
        scores.schedule(visits);
    }
}
