package com.lealup.health.usage;

import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How many events the caller's workspace had. */
@Repository
class ShownEventRates {

    private static final long SPAN_SECONDS = 10;

    private static final String SPANS = """
            select at, cast(sum(events) as bigint) as events
            from event_rates
            where tenant_id = :tenant
              and at >= cast(:from as timestamptz)
              and at < cast(:to as timestamptz)
            group by at
            order by at
            """;

    private final JdbcClient jdbc;

    ShownEventRates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Ten seconds that had events. */
    record Span(Instant at, long events) {}

    /** Of the ten seconds that an instant lies in. */
    static Instant begin(Instant instant) {
        return Instant.ofEpochSecond(instant.getEpochSecond() / SPAN_SECONDS * SPAN_SECONDS);
    }

    @Transactional(readOnly = true)
    public List<Span> between(TenantId tenant, Instant from, Instant to) {
        return jdbc.sql(SPANS)
                .param("tenant", tenant.value())
                .param("from", from.toString())
                .param("to", to.toString())
                .query((row, number) ->
                        new Span(row.getObject("at", OffsetDateTime.class).toInstant(), row.getLong("events")))
                .list();
    }
}
