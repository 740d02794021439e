package com.lealup.health.usage;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.CustomerKeys;
import com.lealup.platform.database.Worker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which events took effect already. Whoever asks holds the locks of the customers' score rows, so two copies of an
 * event never ask at once.
 */
@Repository
class SeenEvents {

    /** A client may send it again on any day: every partition is asked. */
    private static final String CLAIM = """
            insert into seen_events (tenant_id, customer_id, event_id, appended_on)
            select tenant_id, customer_id, event_id, appended_on
            from unnest(
                cast(:tenants as uuid[]), cast(:customers as uuid[]), cast(:ids as uuid[]), cast(:days as date[]))
              as news (tenant_id, customer_id, event_id, appended_on)
            where not exists (
                select
                from seen_events as seen
                where seen.tenant_id = news.tenant_id
                  and seen.customer_id = news.customer_id
                  and seen.event_id = news.event_id)
            order by tenant_id, customer_id, event_id
            on conflict do nothing
            returning tenant_id, customer_id, event_id
            """;

    private final JdbcClient jdbc;

    SeenEvents(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(CustomerKey customer, UUID event) {}

    /**
     * Those events that never took effect, each once, in the order given. From here on they count as seen.
     *
     * @param events of one topic
     * @param taken how far its partitions were taken before
     */
    List<Event> claim(List<Event> events, Map<Integer, Long> taken) {
        var distinct = new LinkedHashMap<Key, Event>();
        events.forEach(event -> distinct.putIfAbsent(new Key(event.customer(), event.id()), event));
        var repeatable = distinct.values().stream().filter(Event::repeatable).toList();
        var fresh = new HashSet<Key>();
        claim(repeatable, fresh);
        var claimed = new ArrayList<Event>();
        distinct.forEach((key, event) -> {
            if (event.repeatable() ? fresh.contains(key) : isAhead(event, taken)) {
                claimed.add(event);
            }
        });
        return claimed;
    }

    /** A random id comes back only with its record. */
    private static boolean isAhead(Event event, Map<Integer, Long> taken) {
        var position = event.position();
        return position.offset() >= taken.getOrDefault(position.partition(), 0L);
    }

    private void claim(List<Event> events, Set<Key> fresh) {
        if (events.isEmpty()) {
            return;
        }
        jdbc.sql(CLAIM)
                .param("tenants", CustomerKeys.tenants(events, Event::customer))
                .param("customers", CustomerKeys.customers(events, Event::customer))
                .param(
                        "ids",
                        events.stream().map(event -> event.id().toString()).toArray(String[]::new))
                .param(
                        "days",
                        events.stream()
                                .map(event -> event.appendedOn().toString())
                                .toArray(String[]::new))
                .query(row -> {
                    fresh.add(new Key(
                            CustomerKey.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                            row.getObject(3, UUID.class)));
                });
    }
}
