package com.lealup.health.score;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a customer's use of the product. Nothing in it depends on the order events arrived in. */
public final class UsageAggregates {

    /** A customer nobody has heard from. */
    public static final UsageAggregates NONE = new UsageAggregates(List.of(), List.of(), null);

    private final int[] days;
    private final int[] users;
    private final int[] featureDays;
    private final @Nullable Instant lastEventAt;

    /**
     * One UTC day with at least one event.
     *
     * @param users distinct users; all events that name none count as one
     */
    public record UsageDay(LocalDate day, int users) {}

    /**
     * What is known.
     *
     * @param days each UTC day with an event, at most once; days that have left the window change nothing
     * @param featureDays for each distinct event name, the last day it was seen
     * @param lastEventAt the latest event's own time, or null if there was never one
     */
    public UsageAggregates(List<UsageDay> days, List<LocalDate> featureDays, @Nullable Instant lastEventAt) {
        this.days = days.stream()
                .mapToInt(day -> Math.toIntExact(day.day().toEpochDay()))
                .toArray();
        this.users = days.stream().mapToInt(UsageDay::users).toArray();
        this.featureDays = featureDays.stream()
                .mapToInt(day -> Math.toIntExact(day.toEpochDay()))
                .toArray();
        this.lastEventAt = lastEventAt;
    }

    /** The latest event's own time, or null if there was never one. */
    public @Nullable Instant lastEventAt() {
        return lastEventAt;
    }

    int[] days() {
        return days;
    }

    int[] users() {
        return users;
    }

    int[] featureDays() {
        return featureDays;
    }
}
