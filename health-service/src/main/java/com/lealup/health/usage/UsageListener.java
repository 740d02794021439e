package com.lealup.health.usage;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.Customers;
import com.lealup.health.retention.Partitions;
import com.lealup.health.scoring.RescoreCustomers;
import com.lealup.health.scoring.Scores;
import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.correlation.Correlation;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.UsageEvent;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Takes usage events: each counts once, moves its customer's aggregates, and the customer is scored, all in the one
 * transaction that also moves the offset.
 */
@Component
class UsageListener implements BatchListener<UsageEvent> {

    private final Customers customers;
    private final Scores scores;
    private final SeenEvents seen;
    private final EventEntries entries;
    private final CountUsage counts;
    private final StoredUsage usage;
    private final RescoreCustomers rescore;
    private final Partitions partitions;
    private final InstantSource clock;

    UsageListener(
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

    @Override
    public String group() {
        return "health-service.usage";
    }

    @Override
    public String topic() {
        return Topics.USAGE_EVENTS.name();
    }

    @Override
    public Class<UsageEvent> type() {
        return UsageEvent.class;
    }

    @Override
    public int concurrency() {
        return 2;
    }

    @Override
    public void on(List<Received<UsageEvent>> batch) {
        partitions.require();
        var events = withoutDeleted(batch.stream().map(UsageListener::event).toList());
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

    private static Event event(Received<UsageEvent> received) {
        var value = received.value();
        if (value == null) {
            throw new PoisonRecordException(received, "empty_value", "A usage event has a value");
        }
        var customer = CustomerKey.parse(value.getTenantId(), value.getCustomerId())
                .filter(key -> key.toString().equals(received.key()))
                .orElseThrow(() -> new PoisonRecordException(
                        received, "key_mismatch", "The key is not that of the customer inside"));
        return new Event(
                customer,
                id(received, value),
                value.getEventName(),
                value.getOccurredAt(),
                value.getReceivedAt(),
                received.appendedAt(),
                value.getExternalId(),
                value.getUserEmail(),
                value.getUserExternalId(),
                value.getProperties(),
                value.getRepeatable(),
                received.correlation());
    }

    private static UUID id(Received<UsageEvent> received, UsageEvent value) {
        try {
            return UUID.fromString(value.getEventId());
        } catch (IllegalArgumentException e) {
            throw new PoisonRecordException(received, "invalid_id", "The event id is not a UUID");
        }
    }
}
