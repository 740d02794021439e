package com.lealup.health.usage;

import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** Counts the events of each workspace as they take effect. */
@Repository
class EventRates {

    private static final Logger LOG = LoggerFactory.getLogger(EventRates.class);

    private static final String COUNT = """
            insert into event_rates as known (tenant_id, at, topic, partition, events)
            select tenant_id, cast(:at as timestamptz), :topic, :partition, events
            from unnest(cast(:tenants as uuid[]), :counts) as news (tenant_id, events)
            order by tenant_id
            on conflict (tenant_id, at, topic, partition) do update
            set events = known.events + excluded.events
            """;

    private static final String FORGET = """
            delete from event_rates
            where at < now() - interval '20 minutes'
            """;

    private final JdbcClient jdbc;

    EventRates(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void count(List<Event> events, Instant now) {
        var counts = events.stream()
                .map(event -> event.customer().tenant())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        var position = events.getFirst().position();
        var tenants = List.copyOf(counts.keySet());
        jdbc.sql(COUNT)
                .param("at", ShownEventRates.begin(now).toString())
                .param("topic", position.topic())
                .param("partition", position.partition())
                .param(
                        "tenants",
                        tenants.stream()
                                .map(TenantId::value)
                                .map(Object::toString)
                                .toArray(String[]::new))
                .param("counts", tenants.stream().map(counts::get).toArray(Long[]::new))
                .update();
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void forget() {
        try {
            jdbc.sql(FORGET).update();
        } catch (DataAccessException e) {
            LOG.atWarn().addKeyValue("cause", e.getClass().getSimpleName()).log("Rates were not forgotten yet");
        }
    }
}
