package com.lealup.health.score;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer's events. Nothing in it depends on the order they arrived in.
 *
 * @param days each UTC day with an event, at most once; days that have left the window change nothing
 * @param featureDays for each distinct event name, the last day it was seen
 * @param lastEventAt the latest event's own time, or null if there was never one
 */
public record UsageAggregates(
        List<UsageDay> days,
        List<LocalDate> featureDays,
        @Nullable Instant lastEventAt) {

    /** A customer nobody has heard from. */
    public static final UsageAggregates NONE = new UsageAggregates(List.of(), List.of(), null);

    /**
     * One UTC day with at least one event.
     *
     * @param users distinct users; all events that name none count as one
     */
    public record UsageDay(LocalDate day, int users) {}

    /** Copies the lists. */
    public UsageAggregates {
        days = List.copyOf(days);
        featureDays = List.copyOf(featureDays);
    }
}
