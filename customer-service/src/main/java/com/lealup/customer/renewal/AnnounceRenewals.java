package com.lealup.customer.renewal;

import com.lealup.customer.account.CustomerId;
import com.lealup.customer.account.CustomerKey;
import com.lealup.customer.account.RenewalNotice;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells of renewals that come up, each notice once: that it went out commits with it. Any number of instances may look;
 * each takes customers that no other has locked. When nobody looked for long, only the latest notice goes out of those
 * that fell due, and none for a day that has passed.
 */
@Component
class AnnounceRenewals {

    private static final Logger LOG = LoggerFactory.getLogger(AnnounceRenewals.class);
    private static final int BATCH = 100;

    /** Locks customers and not renewals: whoever changes a customer locks them in this order, too. */
    private static final String LOCK_DUE = """
            select c.tenant_id, c.id
            from renewals r
            join customers c
              on c.tenant_id = r.tenant_id
             and c.id = r.customer_id
            where r.due_at <= :now
            order by r.due_at
            limit :batch
            for update of c skip locked
            """;

    /** With the customer locked nobody moves it any more: this is what is due in truth. */
    private static final String DUE = """
            select r.renewal_date, r.days, coalesce(w.time_zone, 'UTC') as time_zone,
                   timezone(coalesce(w.time_zone, 'UTC'), cast(:now as timestamptz))::date as today
            from renewals r
            left join workspaces w on w.tenant_id = r.tenant_id
            where r.tenant_id = :tenant
              and r.customer_id = :customer
              and r.due_at <= :now
            """;

    private static final String ONCE = """
            insert into renewal_notices (tenant_id, customer_id, renewal_date, days)
            values (:tenant, :customer, :renewal, :days)
            on conflict do nothing
            """;

    private static final String DONE = """
            delete from renewals
            where tenant_id = :tenant
              and customer_id = :customer
            """;

    private static final String NEXT = """
            insert into renewals (tenant_id, customer_id, renewal_date, days, due_at)
            select :tenant, :customer, :renewal, notice.days, notice.due_at
            from next_notice(:renewal, :zone, :now, :days) as notice
            """;

    private final JdbcClient jdbc;
    private final RenewalNotice notice;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    AnnounceRenewals(
            @Worker JdbcClient jdbc,
            @Worker TransactionTemplate transactions,
            RenewalNotice notice,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.notice = notice;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Due(LocalDate renewal, int days, String zone, LocalDate today) {

        /** The latest notice whose day has come; empty days mean that the renewal itself has passed. */
        int latest() {
            var left = ChronoUnit.DAYS.between(today, renewal);
            var latest = days;
            for (var earlier : new int[] {30, 15, 7}) {
                if (earlier < latest && earlier >= left) {
                    latest = earlier;
                }
            }
            return latest;
        }

        boolean passed() {
            return today.isAfter(renewal);
        }
    }

    @Scheduled(fixedDelay = 2000)
    void announce() {
        try {
            int found;
            do {
                found = transactions.execute(status -> announceSome());
            } while (found == BATCH);
        } catch (DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("Renewals were not announced; it is tried again");
        }
    }

    private int announceSome() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var due = jdbc.sql(LOCK_DUE)
                .param("now", Timestamp.from(now))
                .param("batch", BATCH)
                .query((row, number) -> new CustomerKey(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new CustomerId(row.getObject("id", UUID.class))))
                .list();
        due.forEach(customer -> announce(customer, now));
        return due.size();
    }

    private void announce(CustomerKey customer, Instant now) {
        var found = bind(DUE, customer)
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Due(
                        row.getObject("renewal_date", LocalDate.class),
                        row.getInt("days"),
                        row.getString("time_zone"),
                        row.getObject("today", LocalDate.class)))
                .optional();
        if (found.isEmpty()) {
            return;
        }
        var due = found.get();
        var days = due.latest();
        bind(DONE, customer).update();
        if (due.passed()) {
            return;
        }
        var first = bind(ONCE, customer)
                .param("renewal", due.renewal())
                .param("days", days)
                .update();
        if (first == 1) {
            notice.approaching(customer, days, now);
        }
        bind(NEXT, customer)
                .param("renewal", due.renewal())
                .param("zone", due.zone())
                .param("now", Timestamp.from(now))
                .param("days", days)
                .update();
    }

    private JdbcClient.StatementSpec bind(String sql, CustomerKey customer) {
        return jdbc.sql(sql)
                .param("tenant", customer.tenantId().value())
                .param("customer", customer.id().value());
    }
}
