package com.lealup.webhook.delivery;

import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.subscription.SubscriptionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes deliveries pending again, a batch in each transaction, which also notes how far it came: what dies in the
 * middle is taken up there, here or by another instance. Recoveries take turns, so that one of a million keeps nobody
 * waiting.
 */
@Component
class RunRecoveries {

    private static final Logger LOG = LoggerFactory.getLogger(RunRecoveries.class);

    private static final int BATCH = 1000;

    private static final String NEXT = """
            select tenant_id, id, subscription_id, position
            from recoveries
            where finished_at is null
            order by advanced_at
            limit 1
            for update skip locked
            """;

    /**
     * Body and subscription are held until the transaction ends: an erasure or a removal comes before this or after it.
     */
    private static final String AGAIN = """
            with picked as (
                select d.tenant_id, d.id
                from deliveries d
                join messages m
                  on m.tenant_id = d.tenant_id
                 and m.id = d.message_id
                join subscriptions s
                  on s.tenant_id = d.tenant_id
                 and s.id = d.subscription_id
                where d.tenant_id = :tenant
                  and d.subscription_id = :subscription
                  and d.id > :position
                  and d.status in ('failed', 'missed')
                  and m.erased_at is null
                order by d.id
                limit :batch
                for share of m, s
                for update of d
            ), again as (
                update deliveries d
                set status = 'pending',
                    failed_in_row = 0,
                    send_at = case when d.order_key is null then now() else 'infinity' end,
                    claim = null,
                    finished_at = null
                from picked
                where d.tenant_id = picked.tenant_id
                  and d.id = picked.id
                returning d.id, d.order_key
            )
            select count(*) as recovered, (array_agg(id order by id desc))[1] as last,
                   array_agg(distinct order_key) filter (where order_key is not null) as keys
            from again
            """;

    private static final String ADVANCE = """
            update recoveries
            set position = coalesce(:last, position),
                recovered = recovered + :recovered,
                advanced_at = clock_timestamp(),
                finished_at = case when :completed then now() end
            where tenant_id = :tenant
              and id = :id
            """;

    private final JdbcClient jdbc;
    private final DeliveryOrder order;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    RunRecoveries(
            @Worker JdbcClient jdbc,
            DeliveryOrder order,
            @Worker TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.order = order;
        this.transaction = transaction;
        this.events = events;
    }

    private record Recovery(UUID id, LaneKey lane, UUID position) {}

    private record Batch(int recovered, @Nullable UUID last, List<UUID> keys) {}

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void run() {
        try {
            while (Boolean.TRUE.equals(transaction.execute(_ -> advance()))) {
                LOG.trace("more to recover");
            }
        } catch (DataAccessException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("nothing is recovered at the moment; tried again");
        }
    }

    /** Whether there was something to do. */
    private boolean advance() {
        var next = jdbc.sql(NEXT).query((row, _) -> recovery(row)).optional();
        next.ifPresent(this::advance);
        return next.isPresent();
    }

    private void advance(Recovery recovery) {
        var batch = jdbc.sql(AGAIN)
                .param("tenant", recovery.lane().tenantId().value())
                .param("subscription", recovery.lane().subscriptionId().value())
                .param("position", recovery.position())
                .param("batch", BATCH)
                .query((row, _) -> batch(row))
                .single();
        order.release(batch.keys().stream()
                .map(customer -> new DeliveryOrder.Key(recovery.lane(), customer))
                .toList());
        jdbc.sql(ADVANCE)
                .param("last", batch.last())
                .param("recovered", batch.recovered())
                .param("completed", batch.recovered() < BATCH)
                .param("tenant", recovery.lane().tenantId().value())
                .param("id", recovery.id())
                .update();
        if (batch.recovered() > 0) {
            events.publishEvent(new DeliveriesQueued(Set.of(recovery.lane())));
        }
    }

    private static Batch batch(ResultSet row) throws SQLException {
        var keys = row.getArray("keys");
        return new Batch(
                row.getInt("recovered"),
                row.getObject("last", UUID.class),
                keys == null ? List.of() : List.of((UUID[]) keys.getArray()));
    }

    private static Recovery recovery(ResultSet row) throws SQLException {
        return new Recovery(
                row.getObject("id", UUID.class),
                new LaneKey(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new SubscriptionId(row.getObject("subscription_id", UUID.class))),
                row.getObject("position", UUID.class));
    }
}
