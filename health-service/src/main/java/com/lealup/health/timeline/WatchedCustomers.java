package com.lealup.health.timeline;

import com.lealup.health.customer.CustomerKey;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Whose entries are noted as news, and what was noted for a reader who comes back. */
@Repository
class WatchedCustomers {

    /** As long as a reader may be away and miss nothing. */
    static final Duration KEPT = Duration.ofMinutes(1);

    private static final String WATCH = """
            insert into watched_customers (tenant_id, customer_id, watched_until)
            values (:tenant, :customer, now() + interval '2 minutes')
            on conflict (tenant_id, customer_id) do update
            set watched_until = excluded.watched_until
            """;

    private static final String LAST = """
            select coalesce(max(number), 0)
            from timeline_news
            where tenant_id = :tenant
              and customer_id = :customer
            """;

    private static final String SINCE = """
            select news.number, entry.id, entry.type, entry.at, entry.data
            from timeline_news news
            join timeline entry using (tenant_id, customer_id, at, id)
            where news.tenant_id = :tenant
              and news.customer_id = :customer
              and news.number > :number
            order by news.number
            """;

    private final JdbcClient jdbc;

    WatchedCustomers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * From when this returns on, what comes onto the timeline is noted for two minutes. Says the last number so far.
     */
    @Transactional
    public long watch(CustomerKey customer) {
        jdbc.sql(WATCH)
                .param("tenant", customer.tenant().value())
                .param("customer", customer.customer().value())
                .update();
        return jdbc.sql(LAST)
                .param("tenant", customer.tenant().value())
                .param("customer", customer.customer().value())
                .query(Long.class)
                .single();
    }

    @Transactional(readOnly = true)
    public List<News> since(CustomerKey customer, long number) {
        return jdbc.sql(SINCE)
                .param("tenant", customer.tenant().value())
                .param("customer", customer.customer().value())
                .param("number", number)
                .query((row, line) -> new News(row.getLong("number"), customer, TimelinePages.line(row, line)))
                .list();
    }
}
