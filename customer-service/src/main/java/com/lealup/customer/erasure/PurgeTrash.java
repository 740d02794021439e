package com.lealup.customer.erasure;

import com.lealup.customer.account.CustomerId;
import com.lealup.customer.account.CustomerKey;
import com.lealup.platform.consumer.DeadLetterErasure;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
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
 * Erases what was in the trash for 30 days, a few customers in each transaction. Every instance looks, one at a time
 * works; one that is killed leaves its last transaction undone, and the next to look goes on from there.
 */
@Component
class PurgeTrash {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeTrash.class);

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int BATCH = 20;

    private static final String ONE_AT_A_TIME = """
            select pg_try_advisory_xact_lock(hashtextextended('customer.purge_trash', 0))
            """;

    private static final String EXPIRED = """
            select tenant_id, id
            from customers
            where deleted_at <= :before
            order by deleted_at
            limit :batch
            for update skip locked
            """;

    private final JdbcClient jdbc;
    private final CustomerErasure erasure;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    PurgeTrash(
            @Worker JdbcClient jdbc,
            @Worker TransactionTemplate transactions,
            DeadLetterErasure deadLetters,
            ErasurePublisher publisher,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.erasure = new CustomerErasure(jdbc, deadLetters, publisher, clock);
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 10_000)
    void purge() {
        try {
            int purged;
            do {
                purged = transactions.execute(status -> purgeSome());
            } while (purged == BATCH);
        } catch (DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("The trash was not purged; it is tried again");
        }
    }

    private int purgeSome() {
        if (!jdbc.sql(ONE_AT_A_TIME).query(Boolean.class).single()) {
            return 0;
        }
        var expired = jdbc.sql(EXPIRED)
                .param("before", Timestamp.from(clock.instant().minus(KEPT)))
                .param("batch", BATCH)
                .query((row, number) -> new CustomerKey(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new CustomerId(row.getObject("id", UUID.class))))
                .list();
        for (var key : expired) {
            erasure.erase(key, revision -> true, ErasureCause.TRASH_EXPIRED, Requester.TRASH);
        }
        if (!expired.isEmpty()) {
            LOG.atInfo().addKeyValue("customers", expired.size()).log("Purged from the trash");
        }
        return expired.size();
    }
}
