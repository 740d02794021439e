package com.lealup.health.usage;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.Customers;
import com.lealup.health.model.HealthModels;
import com.lealup.health.retention.Partitions;
import com.lealup.health.score.CustomerAggregates;
import com.lealup.health.score.HealthModel;
import com.lealup.health.scoring.RescoreCustomers;
import com.lealup.health.scoring.Scores;
import com.lealup.health.usage.StoredAggregates.Known;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Lets usage events take effect: each counts once, moves its customer's aggregates, and the customer is scored, all in
 * the caller's transaction. Both lanes come through here, so that the lock of a customer's score row keeps them apart.
 */
@Component
class TakeEvents {

    private final Customers customers;
    private final Scores scores;
    private final SeenEvents seen;
    private final EventEntries entries;
    private final EventRates rates;
    private final CountUsage counts;
    private final CountSignals signals;
    private final HealthModels models;
    private final StoredAggregates aggregates;
    private final TakenOffsets offsets;
    private final RescoreCustomers rescore;
    private final Partitions partitions;
    private final InstantSource clock;

    TakeEvents(
            Customers customers,
            Scores scores,
            SeenEvents seen,
            EventEntries entries,
            EventRates rates,
            CountUsage counts,
            CountSignals signals,
            HealthModels models,
            @Worker StoredAggregates aggregates,
            TakenOffsets offsets,
            RescoreCustomers rescore,
            Partitions partitions,
            InstantSource clock) {
        this.customers = customers;
        this.scores = scores;
        this.seen = seen;
        this.entries = entries;
        this.rates = rates;
        this.counts = counts;
        this.signals = signals;
        this.models = models;
        this.aggregates = aggregates;
        this.offsets = offsets;
        this.rescore = rescore;
        this.partitions = partitions;
        this.clock = clock;
    }

    /** @param batch events of one topic, in the order of each partition */
    void take(List<Event> batch) {
        partitions.require();
        customers.beginWriting();
        var taken = offsets.advance(batch.stream().map(Event::position).toList());
        var events = withoutDeleted(batch);
        if (events.isEmpty()) {
            return;
        }
        var touched = events.stream().map(Event::customer).collect(Collectors.toCollection(TreeSet::new));
        var locked = scores.lock(touched);
        var fresh = seen.claim(events, taken);
        if (fresh.isEmpty()) {
            return;
        }
        var causes = new HashMap<CustomerKey, Correlation>();
        fresh.forEach(event -> causes.put(event.customer(), event.correlation()));
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var known = aggregates.read(causes.keySet(), now);
        var current =
                models.current(causes.keySet().stream().map(CustomerKey::tenant).collect(Collectors.toSet()));
        entries.add(fresh);
        rates.count(fresh, now);
        var after = count(fresh, current, known, now);
        var before = new HashMap<CustomerKey, CustomerAggregates>();
        known.forEach((customer, all) -> before.put(customer, all.all()));
        locked.keySet().retainAll(causes.keySet());
        rescore.rescore(
                List.copyOf(locked.values()),
                before,
                after,
                current,
                now,
                customer -> causes.getOrDefault(customer, Correlation.current()));
    }

    /**
     * Adds events to the aggregates. An event that stands for a reserved one is no use of the product. What is known
     * afterwards is what was known before with the rows that were written; whoever has news of another kind, which few
     * have, is read again.
     */
    private Map<CustomerKey, CustomerAggregates> count(
            List<Event> events, Map<TenantId, HealthModel> current, Map<CustomerKey, Known> known, Instant now) {
        var meanings = new HashMap<TenantId, Meanings>();
        current.forEach((tenant, model) -> meanings.put(tenant, new Meanings(model)));
        Function<Event, Meanings> meaning =
                event -> Objects.requireNonNull(meanings.get(event.customer().tenant()));
        var news = counts.add(events.stream()
                .filter(event -> meaning.apply(event).reserved(event) == null)
                .toList());
        var signalled = signals.add(events, meaning);
        var after = new HashMap<>(aggregates.of(signalled, now));
        news.forEach((customer, use) -> after.computeIfAbsent(
                customer, any -> known.getOrDefault(customer, Known.NONE).and(use)));
        known.forEach((customer, all) -> after.putIfAbsent(customer, all.all()));
        return after;
    }

    /** What was accepted before the customer went to the trash still counts: it comes back whole. */
    private List<Event> withoutDeleted(List<Event> events) {
        var deleted = customers.deleted(events.stream().map(Event::customer).collect(Collectors.toSet()));
        return events.stream()
                .filter(event -> !deleted.containsKey(event.customer())
                        || event.receivedAt().isBefore(deleted.get(event.customer())))
                .toList();
    }
}
