package com.lealup.load.chaos;

import com.github.f4b6a3.ulid.Ulid;
import com.lealup.load.ingest.Checksum;
import com.lealup.load.ingest.HealthDatabase;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What was accepted, beside what health-service has made of it. */
final class Ledger {

    private final NumberedEvents events;
    private final List<String> customers;
    private final int batches;

    Ledger(NumberedEvents events, List<String> customers, int batches) {
        this.events = events;
        this.customers = customers;
        this.batches = batches;
    }

    /**
     * How the timeline differs from what was accepted.
     *
     * @param lost events that are not there
     * @param twice entries that are there once more than they should
     */
    record Timeline(long lost, long twice) {}

    /** Reads the whole timeline. */
    Timeline timeline(Connection connection) {
        var seen = new BitSet(batches * NumberedEvents.BATCH);
        var twice = new long[1];
        Checksum.copy(connection, "select data #>> '{properties,n}' from health.timeline where type = 1", line -> {
            var number = Integer.parseInt(line);
            twice[0] += seen.get(number) ? 1 : 0;
            seen.set(number);
        });
        return new Timeline((long) batches * NumberedEvents.BATCH - seen.cardinality(), twice[0]);
    }

    private record Day(UUID customer, LocalDate day) {}

    private static final class Counted {

        private long events;
        private final Set<Integer> users = new HashSet<>();
        private final Set<Integer> features = new HashSet<>();

        private String line() {
            return events + "\t" + users.size() + "\t" + features.size();
        }
    }

    /** How many days of customers are counted otherwise than they should be. */
    long wrongDays(Connection connection) {
        var expected = new HashMap<Day, Counted>();
        for (var batch = 0; batch < batches; batch++) {
            for (var event : events.batch(batch)) {
                var customer = Ulid.from(customers.get(event.customer())).toUuid();
                var counted = expected.computeIfAbsent(new Day(customer, event.day()), _ -> new Counted());
                counted.events++;
                counted.users.add(event.user());
                counted.features.add(event.feature());
            }
        }
        var lines = new HashMap<Day, String>();
        Checksum.copy(connection, "select customer_id, day, events, users, features from health.usage_days", line -> {
            var columns = line.split("\t", 3);
            lines.put(new Day(UUID.fromString(columns[0]), LocalDate.parse(columns[1])), columns[2]);
        });
        var right = expected.entrySet().stream()
                .filter(day -> day.getValue().line().equals(lines.get(day.getKey())))
                .count();
        return Math.max(expected.size(), lines.size()) - right;
    }

    /** SHA-256 of all aggregates. */
    static String checksum(Connection connection) {
        return Checksum.of(connection, HealthDatabase.AGGREGATES);
    }
}
