package com.lealup.health.usage;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.Customers;
import com.lealup.health.retention.Partitions;
import com.lealup.health.scoring.RescoreCustomers;
import com.lealup.health.scoring.Scores;
import com.lealup.platform.correlation.Correlation;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
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
    private final CountUsage counts;
    private final StoredUsage usage;
    private final RescoreCustomers rescore;
    private final Partitions partitions;
    private final InstantSource clock;

    TakeEvents(
            Customers customers,
            Scores scores,
            SeenEvents seen,
            EventEntries entries,
            CountUsage counts,
            StoredUsage usage,
            RescoreCustomers rescore,
            Partitions partitions,
            InstantSource clock) {
        this.customers = customers;
        this.scores = scores;
        this.seen = seen;
        this.entries = entries;
        this.counts = counts;
        this.usage = usage;
        this.rescore = rescore;
        this.partitions = partitions;
        this.clock = clock;
    }

    void take(List<Event> batch) {
        partitions.require();
        customers.beginWriting();
        var events = withoutDeleted(batch);
        if (events.isEmpty()) {
            return;
        }
        var touched = events.stream().map(Event::customer).collect(Collectors.toCollection(TreeSet::new));
        var locked = scores.lock(touched);
        var fresh = seen.claim(events);
        if (fresh.isEmpty()) {
            return;
        }
        var causes = new HashMap<CustomerKey, Correlation>();
        fresh.forEach(event -> causes.put(event.customer(), event.correlation()));
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var before = usage.of(causes.keySet(), now);
        entries.add(fresh);
        counts.add(fresh);
        var after = usage.of(causes.keySet(), now);
        locked.keySet().retainAll(causes.keySet());
        rescore.rescore(
                List.copyOf(locked.values()),
                before,
                after,
                now,
                customer -> causes.getOrDefault(customer, Correlation.current()));
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
