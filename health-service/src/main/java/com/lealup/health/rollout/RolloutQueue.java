package com.lealup.health.rollout;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.CustomerKeys;
import com.lealup.health.score.HealthModel;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which models are to be rolled out, and to whom. */
@Repository
class RolloutQueue {

    private static final String WAITING = """
            select tenant_id, max(version) as version
            from health_models
            where rolled_out_at is null
            group by tenant_id
            """;

    private static final String OUTDATED = """
            select tenant_id, customer_id
            from health_scores
            where tenant_id = :tenant
              and (cast(:after as uuid) is null or customer_id > cast(:after as uuid))
              and (cast(:until as uuid) is null or customer_id <= cast(:until as uuid))
              and revision > 0
              and model_version < :version
            order by customer_id
            limit :limit
            """;

    private static final String HALFWAY = """
            select percentile_disc(0.5) within group (order by customer_id)
            from health_scores
            where tenant_id = :tenant
              and revision > 0
              and model_version < :version
            """;

    private static final String FINISHED = """
            update health_models
            set rolled_out_at = cast(:at as timestamptz)
            where tenant_id = :tenant
              and version <= :version
              and rolled_out_at is null
            """;

    /** A name that means something only now was counted among the features of its day. */
    private static final String RECALL_DAYS = """
            insert into signal_days (tenant_id, customer_id, name, day)
            select tenant_id, customer_id, member, day
            from usage_members
            join unnest(cast(:tenants as uuid[]), cast(:customers as uuid[])) as wanted (tenant_id, customer_id)
              using (tenant_id, customer_id)
            where kind = 2
              and member = any (:names)
            on conflict do nothing
            """;

    /** Of the hour of such an event nothing is known: it is taken to be the last one of its day. */
    private static final String RECALL_EVENTS = """
            insert into signal_events as known (tenant_id, customer_id, name, last_at)
            select tenant_id, customer_id, member, least(
                (max(day) + 1)::timestamp at time zone 'UTC' - interval '1 microsecond', max(last_event_at))
            from usage_members
            join unnest(cast(:tenants as uuid[]), cast(:customers as uuid[])) as wanted (tenant_id, customer_id)
              using (tenant_id, customer_id)
            join usage_customers using (tenant_id, customer_id)
            where kind = 2
              and member = any (:names)
            group by tenant_id, customer_id, member
            on conflict do nothing
            """;

    private static final String MARK = """
            update usage_customers as known
            set signals = known.signals | 1
            from unnest(cast(:tenants as uuid[]), cast(:customers as uuid[])) as wanted (tenant_id, customer_id)
            where known.tenant_id = wanted.tenant_id
              and known.customer_id = wanted.customer_id
              and known.signals & 1 = 0
              and exists (
                select
                from signal_events
                where signal_events.tenant_id = wanted.tenant_id
                  and signal_events.customer_id = wanted.customer_id)
            """;

    private final JdbcClient jdbc;

    RolloutQueue(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Waiting(TenantId tenant, int version) {}

    List<Waiting> waiting() {
        return jdbc.sql(WAITING)
                .query((row, number) ->
                        new Waiting(new TenantId(row.getObject("tenant_id", UUID.class)), row.getInt("version")))
                .list();
    }

    /** The middle one of the customers that were scored by an earlier model; null if there is none. */
    @Nullable
    UUID halfway(TenantId tenant, int version) {
        return jdbc.sql(HALFWAY)
                .param("tenant", tenant.value())
                .param("version", version)
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    /**
     * Customers that were scored by an earlier model, in the order of their keys.
     *
     * @param after the last one before them; null for none
     * @param until the last one that may be among them; null for any
     */
    SortedSet<CustomerKey> outdated(
            TenantId tenant, int version, @Nullable UUID after, @Nullable UUID until, int limit) {
        return new TreeSet<>(jdbc.sql(OUTDATED)
                .param("tenant", tenant.value())
                .param("after", Objects.toString(after, null))
                .param("until", Objects.toString(until, null))
                .param("version", version)
                .param("limit", limit)
                .query((row, number) -> CustomerKey.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
    }

    /** Makes signals of what was counted as use of the product before the model gave it a meaning; 60 days back. */
    void recall(Collection<CustomerKey> customers, HealthModel model) {
        var names = RecalledNames.of(model);
        if (names.length == 0 || customers.isEmpty()) {
            return;
        }
        for (var sql : List.of(RECALL_DAYS, RECALL_EVENTS)) {
            bind(sql, customers).param("names", names).update();
        }
        bind(MARK, customers).update();
    }

    void finished(TenantId tenant, int version, Instant at) {
        jdbc.sql(FINISHED)
                .param("tenant", tenant.value())
                .param("version", version)
                .param("at", at.toString())
                .update();
    }

    private JdbcClient.StatementSpec bind(String sql, Collection<CustomerKey> customers) {
        return jdbc.sql(sql)
                .param("tenants", CustomerKeys.tenants(customers, key -> key))
                .param("customers", CustomerKeys.customers(customers, key -> key));
    }
}
