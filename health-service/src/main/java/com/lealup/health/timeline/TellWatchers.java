package com.lealup.health.timeline;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.CustomerKeys;
import com.lealup.platform.database.Worker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Looks a few times a second for news of all customers whose readers are at this instance, whichever instance wrote
 * them: one question however many read, and none while nobody does.
 */
@Component
class TellWatchers {

    private static final Logger LOG = LoggerFactory.getLogger(TellWatchers.class);

    private static final int MOST = 2_000;

    /** As far as a look goes back; two spans of it are remembered. */
    private static final Duration SPAN = Duration.ofSeconds(10);

    /**
     * Numbers are seen in another order than they are given when two transactions write at once, so each look goes
     * back.
     */
    private static final String UNSEEN = """
            select news.tenant_id, news.customer_id, news.number, entry.id, entry.type, entry.at, entry.data
            from timeline_news news
            join timeline entry using (tenant_id, customer_id, at, id)
            where news.noted_at > clock_timestamp() - interval '10 seconds'
              and news.number <> all (:seen)
              and (news.tenant_id, news.customer_id) in (
                select tenant_id, customer_id
                from unnest(cast(:tenants as uuid[]), cast(:customers as uuid[])) as watched (tenant_id, customer_id))
            order by news.number
            limit :most
            """;

    private static final String FORGET_NEWS = """
            delete from timeline_news
            where noted_at < now() - interval '3 minutes'
            """;

    private static final String FORGET_WATCHED = """
            delete from watched_customers
            where watched_until < now()
            """;

    private final JdbcClient jdbc;
    private final Watchers watchers;
    private final InstantSource clock;
    private Set<Long> seenBefore = Set.of();
    private Set<Long> seen = new HashSet<>();
    private Instant spanBegan = Instant.EPOCH;

    TellWatchers(@Worker JdbcClient jdbc, Watchers watchers, InstantSource clock) {
        this.jdbc = jdbc;
        this.watchers = watchers;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 250)
    void tell() {
        var customers = watchers.customers();
        if (customers.isEmpty()) {
            return;
        }
        try {
            forgetSeen();
            unseen(customers).forEach(news -> {
                seen.add(news.number());
                watchers.tell(news);
            });
        } catch (DataAccessException | TransactionException e) {
            LOG.atDebug().addKeyValue("cause", e.getClass().getSimpleName()).log("No look for news");
        }
    }

    private void forgetSeen() {
        var now = clock.instant();
        if (now.isAfter(spanBegan.plus(SPAN))) {
            seenBefore = seen;
            seen = new HashSet<>();
            spanBegan = now;
        }
    }

    private List<News> unseen(Set<CustomerKey> customers) {
        return jdbc.sql(UNSEEN)
                .param(
                        "seen",
                        Stream.concat(seen.stream(), seenBefore.stream())
                                .mapToLong(Long::longValue)
                                .toArray())
                .param("tenants", CustomerKeys.tenants(customers, key -> key))
                .param("customers", CustomerKeys.customers(customers, key -> key))
                .param("most", MOST)
                .query(TellWatchers::news)
                .list();
    }

    private static News news(ResultSet row, int number) throws SQLException {
        var customer = CustomerKey.of(row.getObject("tenant_id", UUID.class), row.getObject("customer_id", UUID.class));
        return new News(row.getLong("number"), customer, TimelinePages.line(row, number));
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void forget() {
        try {
            jdbc.sql(FORGET_NEWS).update();
            jdbc.sql(FORGET_WATCHED).update();
        } catch (DataAccessException e) {
            LOG.atWarn().addKeyValue("cause", e.getClass().getSimpleName()).log("News were not forgotten yet");
        }
    }
}
