package com.lealup.load.year;

import com.lealup.health.score.Answer;
import com.lealup.health.score.CustomerAggregates;
import com.lealup.health.score.EventAggregates;
import com.lealup.health.score.EventName;
import com.lealup.health.score.ReservedEvent;
import com.lealup.health.score.Severity;
import com.lealup.health.score.Signal;
import com.lealup.health.score.Ticket;
import com.lealup.health.score.UsageAggregates;
import com.lealup.health.score.UsageAggregates.UsageDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One account: what it does each day is drawn around the plan of its kind, and remembered as the service would. */
final class Account {

    private static final int REMEMBERED_DAYS = 60;
    private static final int REMEMBERED_TOUCHES = 120;
    private static final int FEATURES = 12;
    private static final long MEETING = new EventName(ReservedEvent.MEETING_HELD.text()).key();

    private final Kind kind;
    private final SplittableRandom random;
    private final Deque<UsageDay> days = new ArrayDeque<>();
    private final Map<Integer, LocalDate> features = new HashMap<>();
    private final Deque<LocalDate> meetings = new ArrayDeque<>();
    private final List<Ticket> tickets = new ArrayList<>();
    private @Nullable Instant lastEventAt;
    private @Nullable Instant lastMeetingAt;
    private @Nullable Answer answer;

    Account(Kind kind, SplittableRandom random) {
        this.kind = kind;
        this.random = random;
    }

    Kind kind() {
        return kind;
    }

    /** Lives one day of the year, 0 to 364. */
    void live(int dayOfYear, LocalDate day) {
        var mood = kind.mood(dayOfYear);
        use(mood, day);
        meet(mood, day);
        complain(mood, day);
        answer(mood, day);
    }

    private void use(double mood, LocalDate day) {
        var weekend = day.getDayOfWeek().getValue() > 5;
        if (random.nextDouble() < mood * (weekend ? 0.25 : 1)) {
            days.addLast(new UsageDay(day, 1 + (int) (mood * random.nextDouble() * 12)));
            for (int i = 0; i <= mood * 6; i++) {
                features.put(random.nextInt(FEATURES), day);
            }
            lastEventAt = at(day, random.nextInt(24 * 60));
        }
        while (!days.isEmpty() && days.getFirst().day().isBefore(day.minusDays(REMEMBERED_DAYS))) {
            days.removeFirst();
        }
    }

    private void meet(double mood, LocalDate day) {
        if (random.nextDouble() < mood * 0.05) {
            meetings.addLast(day);
            lastMeetingAt = at(day, 600);
        }
        while (!meetings.isEmpty() && meetings.getFirst().isBefore(day.minusDays(REMEMBERED_TOUCHES))) {
            meetings.removeFirst();
        }
    }

    /** An unhappy account has more trouble, and it is solved more slowly. */
    private void complain(double mood, LocalDate day) {
        if (random.nextDouble() < 0.01 + (mood > 0 ? (1 - mood) * 0.05 : 0)) {
            var opened = at(day, random.nextInt(24 * 60));
            var severity = List.of(Severity.values()).get(random.nextInt(mood > 0.5 ? 3 : 4));
            tickets.add(new Ticket(severity, opened, null, null));
        }
        for (int i = 0; i < tickets.size(); i++) {
            var ticket = tickets.get(i);
            if (ticket.closedAt() == null && random.nextDouble() < 0.15 + mood * 0.4) {
                tickets.set(i, new Ticket(ticket.severity(), ticket.openedAt(), at(day, 1439), null));
            }
        }
        tickets.removeIf(ticket ->
                ticket.closedAt() != null && ticket.closedAt().isBefore(at(day.minusDays(REMEMBERED_TOUCHES), 0)));
    }

    private void answer(double mood, LocalDate day) {
        if (mood > 0 && random.nextDouble() < 0.01) {
            var score = Math.clamp(Math.round(mood * 10 + random.nextDouble(-2, 2)), 0, 10);
            answer = new Answer(Signal.NPS, score * 1_000_000L, at(day, 720));
        }
    }

    CustomerAggregates aggregates() {
        return new CustomerAggregates(
                new UsageAggregates(List.copyOf(days), List.copyOf(features.values()), lastEventAt),
                lastMeetingAt == null
                        ? List.of()
                        : List.of(new EventAggregates(MEETING, List.copyOf(meetings), lastMeetingAt)),
                List.copyOf(tickets),
                answer == null ? List.of() : List.of(answer),
                null);
    }

    private static Instant at(LocalDate day, int minute) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofMinutes(minute));
    }
}
