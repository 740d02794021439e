package com.lealup.webhook.delivery;

import com.lealup.platform.database.Worker;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps ordered deliveries one after the other: of those with the same key the first pending one is due, the others
 * wait for it, however long its retries take. They wait at {@code infinity}, so that claims, which look for what is
 * due, never meet them.
 */
@Component
class DeliveryOrder {

    /**
     * Whoever adds to a lane and whoever finishes something in it take turns until they commit. Otherwise one would
     * leave its delivery waiting for another that the other has just finished.
     */
    private static final String TAKE_TURNS = """
            select s.id
            from subscriptions s
            join unnest(:tenants, :subscriptions) as lane (tenant_id, id)
              on s.tenant_id = lane.tenant_id
             and s.id = lane.id
            order by s.tenant_id, s.id
            for no key update of s
            """;

    private static final String RELEASE = """
            update deliveries d
            set send_at = now()
            from (
                select distinct *
                from unnest(:tenants, :subscriptions, :keys) as key (tenant_id, subscription_id, order_key)
            ) key
            cross join lateral (
                select first.id
                from deliveries first
                where first.tenant_id = key.tenant_id
                  and first.subscription_id = key.subscription_id
                  and first.order_key = key.order_key
                  and first.status = 'pending'
                order by first.position
                limit 1) head
            where d.tenant_id = key.tenant_id
              and d.id = head.id
              and d.send_at = 'infinity'
            """;

    private static final String RELEASE_FORGOTTEN = """
            update deliveries d
            set send_at = now()
            where d.status = 'pending'
              and d.order_key is not null
              and d.send_at = 'infinity'
              and not exists (
                  select
                  from deliveries first
                  where first.tenant_id = d.tenant_id
                    and first.subscription_id = d.subscription_id
                    and first.order_key = d.order_key
                    and first.status = 'pending'
                    and first.position < d.position)
            """;

    private final JdbcClient jdbc;

    DeliveryOrder(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Deliveries of a lane that follow each other. */
    record Key(LaneKey lane, UUID customer) {}

    /** Holds these lanes for the caller's transaction, which gives out positions in them. */
    @Transactional(transactionManager = "workerTransactionManager", propagation = Propagation.MANDATORY)
    public void takeTurns(Collection<LaneKey> lanes) {
        var distinct = lanes.stream().distinct().toList();
        if (!distinct.isEmpty()) {
            jdbc.sql(TAKE_TURNS)
                    .param("tenants", tenants(distinct))
                    .param("subscriptions", subscriptions(distinct))
                    .query(row -> {});
        }
    }

    /** Makes the first of each due, unless it is already. The caller's transaction has added or finished some. */
    @Transactional(transactionManager = "workerTransactionManager", propagation = Propagation.MANDATORY)
    public void release(Collection<Key> keys) {
        if (keys.isEmpty()) {
            return;
        }
        var lanes = keys.stream().map(Key::lane).toList();
        takeTurns(lanes);
        jdbc.sql(RELEASE)
                .param("tenants", tenants(lanes))
                .param("subscriptions", subscriptions(lanes))
                .param(
                        "keys",
                        new SqlArrayValue(
                                "uuid", keys.stream().map(Key::customer).toArray()))
                .update();
    }

    /** What waits for a delivery that went with the log's oldest partition, still pending: of a paused subscription. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    @Transactional(transactionManager = "workerTransactionManager")
    public void releaseForgotten() {
        jdbc.sql(RELEASE_FORGOTTEN).update();
    }

    private static SqlArrayValue tenants(List<LaneKey> lanes) {
        return new SqlArrayValue(
                "uuid", lanes.stream().map(lane -> lane.tenantId().value()).toArray());
    }

    private static SqlArrayValue subscriptions(List<LaneKey> lanes) {
        return new SqlArrayValue(
                "uuid",
                lanes.stream().map(lane -> lane.subscriptionId().value()).toArray());
    }
}
