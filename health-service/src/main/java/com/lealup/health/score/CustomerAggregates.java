package com.lealup.health.score;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a score is made from. Nothing in it depends on the order events arrived in.
 *
 * @param usage days, users and features
 * @param events names that feed other signals, each at most once
 * @param tickets each at most once
 * @param answers the latest of each respondent and survey
 * @param override the score a person has set, or null
 */
public record CustomerAggregates(
        UsageAggregates usage,
        List<EventAggregates> events,
        List<Ticket> tickets,
        List<Answer> answers,
        @Nullable ScoreOverride override) {

    /** A customer nobody has heard from. */
    public static final CustomerAggregates NONE = of(UsageAggregates.NONE);

    /** Copies the lists. */
    public CustomerAggregates {
        events = List.copyOf(events);
        tickets = List.copyOf(tickets);
        answers = List.copyOf(answers);
    }

    /** Usage and nothing else. */
    public static CustomerAggregates of(UsageAggregates usage) {
        return new CustomerAggregates(usage, List.of(), List.of(), List.of(), null);
    }

    /** The same and more names, none of which is known yet. */
    public CustomerAggregates and(List<EventAggregates> more) {
        var all = new ArrayList<>(events);
        all.addAll(more);
        return more.isEmpty() ? this : new CustomerAggregates(usage, all, tickets, answers, override);
    }

    /** Whether there is nothing to make a score from. */
    public boolean isEmpty() {
        return usage.lastEventAt() == null
                && events.isEmpty()
                && tickets.isEmpty()
                && answers.isEmpty()
                && override == null;
    }
}
