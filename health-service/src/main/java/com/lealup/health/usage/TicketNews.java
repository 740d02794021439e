package com.lealup.health.usage;

import com.lealup.health.score.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What events say of a ticket.
 *
 * @param ticket a hash of its id
 * @param severity the worst that was said
 */
record TicketNews(
        long ticket,
        Severity severity,
        @Nullable Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Instant escalatedAt) {

    /** Both, in whatever order. */
    TicketNews and(TicketNews other) {
        return new TicketNews(
                ticket,
                severity.compareTo(other.severity) >= 0 ? severity : other.severity,
                CountSignals.latest(openedAt, other.openedAt),
                CountSignals.latest(closedAt, other.closedAt),
                CountSignals.latest(escalatedAt, other.escalatedAt));
    }
}
