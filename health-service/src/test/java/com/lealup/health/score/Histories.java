package com.lealup.health.score;

import com.lealup.health.score.UsageAggregates.UsageDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Random customers from a seed, and their aggregates built the plain way. */
final class Histories {

    static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123456Z");

    record Event(Instant at, String user, String feature) {}

    private Histories() {}

    /** From nobody to a busy team, some of it older than any window. */
    static List<Event> random(RandomGenerator random) {
        var events = new ArrayList<Event>();
        var count = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(120);
        var spread = Duration.ofDays(1 + random.nextInt(60)).toMillis();
        var users = 1 + random.nextInt(30);
        var features = 1 + random.nextInt(20);
        for (int i = 0; i < count; i++) {
            events.add(event(random, NOW.minusMillis(random.nextLong(spread)), users, features));
        }
        return events;
    }

    static Event event(RandomGenerator random, Instant at, int users, int features) {
        return new Event(at, "user" + random.nextInt(users), "feature" + random.nextInt(features));
    }

    static UsageAggregates aggregates(List<Event> events) {
        var users = new TreeMap<LocalDate, Set<String>>();
        var features = new TreeMap<String, LocalDate>();
        Instant last = null;
        for (var event : events) {
            var day = event.at().atZone(ZoneOffset.UTC).toLocalDate();
            users.computeIfAbsent(day, any -> new HashSet<>()).add(event.user());
            features.merge(event.feature(), day, (one, other) -> one.isAfter(other) ? one : other);
            last = last == null || event.at().isAfter(last) ? event.at() : last;
        }
        var days = users.entrySet().stream()
                .map(entry -> new UsageDay(entry.getKey(), entry.getValue().size()))
                .toList();
        return new UsageAggregates(days, List.copyOf(features.values()), last);
    }
}
