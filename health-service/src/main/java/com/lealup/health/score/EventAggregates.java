package com.lealup.health.score;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What is known of one event name of a customer.
 *
 * @param name its {@link EventName#key()}
 * @param days each UTC day with such an event, at most once
 * @param lastAt the latest one's own time
 */
public record EventAggregates(long name, List<LocalDate> days, Instant lastAt) {

    /** Copies the list. */
    public EventAggregates {
        days = List.copyOf(days);
    }
}
