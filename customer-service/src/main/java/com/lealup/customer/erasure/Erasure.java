package com.lealup.customer.erasure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The proof of an erasure, as the API shows it.
 *
 * @param completedAt when the last service had erased its part; null while one has not
 * @param services every service that keeps anything about customers
 * @param remains what is gone by its age alone, and when
 */
public record Erasure(
        String id,
        String customerId,
        State state,
        ErasureCause cause,
        Instant requestedAt,
        RequestedBy requestedBy,
        String requestId,
        @Nullable Instant completedAt,
        List<Service> services,
        List<Remainder> remains) {

    /** Written in lower case. */
    public enum State {
        PENDING,
        COMPLETED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(@Nullable Instant completedAt) {
            return completedAt == null ? PENDING : COMPLETED;
        }
    }

    /** Who asked. */
    public record RequestedBy(String type, String id, String name) {}

    /**
     * What one service says.
     *
     * @param erasedAt null while it has not answered
     * @param counts records erased, by the service's own words for their kinds
     */
    public record Service(
            String service, State state, @Nullable Instant erasedAt, Map<String, Long> counts) {}

    /**
     * Copies that nothing reads for the API and that age takes away.
     *
     * @param where a topic, or another place
     * @param until the latest moment at which something may be left there
     */
    public record Remainder(String where, Instant until) {}
}
