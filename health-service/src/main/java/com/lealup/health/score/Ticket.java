package com.lealup.health.score;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket, as far as its events tell. It is open if it was opened later than it was closed.
 *
 * @param severity the worst its openings said
 * @param openedAt the last time it was opened, or null if that was never heard
 * @param closedAt the last time it was closed, or null
 * @param escalatedAt the last time it was escalated, or null
 */
public record Ticket(
        Severity severity,
        @Nullable Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Instant escalatedAt) {

    boolean isOpen() {
        return closedAt == null || (openedAt != null && openedAt.isAfter(closedAt));
    }
}
