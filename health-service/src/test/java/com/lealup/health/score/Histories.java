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
import java.util.TreeSet;
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

    /** A customer who is also written to, met, helped and asked; of random names, some of which mean nothing. */
    static CustomerAggregates full(RandomGenerator random) {
        var events = new ArrayList<EventAggregates>();
        for (var reserved : ReservedEvent.values()) {
            if (reserved.isCountedByDay() && random.nextBoolean()) {
                events.add(events(random, reserved));
            }
        }
        return new CustomerAggregates(usage(random(random)), events, tickets(random), answers(random), null);
    }

    private static EventAggregates events(RandomGenerator random, ReservedEvent reserved) {
        var last = NOW.minusMillis(random.nextLong(Duration.ofDays(120).toMillis()));
        var day = last.atZone(ZoneOffset.UTC).toLocalDate();
        var days = new TreeSet<>(Set.of(day));
        for (int i = random.nextInt(12); i > 0; i--) {
            days.add(day.minusDays(random.nextInt(90)));
        }
        return new EventAggregates(new EventName(reserved.text()).key(), List.copyOf(days), last);
    }

    private static List<Ticket> tickets(RandomGenerator random) {
        var tickets = new ArrayList<Ticket>();
        for (int i = random.nextInt(3) * random.nextInt(6); i > 0; i--) {
            var opened = NOW.minusMillis(random.nextLong(Duration.ofDays(150).toMillis()));
            var closed = opened.plusMillis(random.nextLong(Duration.ofDays(20).toMillis()));
            tickets.add(new Ticket(
                    List.of(Severity.values()).get(random.nextInt(4)),
                    random.nextInt(9) == 0 ? null : opened,
                    random.nextInt(3) == 0 || closed.isAfter(NOW) ? null : closed,
                    random.nextInt(4) == 0 ? opened.plusSeconds(60) : null));
        }
        return tickets;
    }

    private static List<Answer> answers(RandomGenerator random) {
        var answers = new ArrayList<Answer>();
        for (int i = random.nextInt(3) * random.nextInt(5); i > 0; i--) {
            var at = NOW.minusMillis(random.nextLong(Duration.ofDays(260).toMillis()));
            answers.add(
                    random.nextBoolean()
                            ? new Answer(Signal.NPS, random.nextInt(11) * FixedPoint.ONE, at)
                            : new Answer(Signal.CSAT, (1 + random.nextInt(5)) * FixedPoint.ONE, at));
        }
        return answers;
    }

    static CustomerAggregates aggregates(List<Event> events) {
        return CustomerAggregates.of(usage(events));
    }

    static UsageAggregates usage(List<Event> events) {
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
