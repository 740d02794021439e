package com.lealup.webhook.delivery;

import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.subscription.SubscriptionId;
import com.lealup.webhook.subscription.Subscriptions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How an endpoint is doing. What it costs to ask does not grow with the log: both readings are bounded. */
@Component
class EndpointMetrics {

    /** The backlog is counted up to here. */
    static final int COUNTED_AT_MOST = 10_000;

    /** So many of the newest deliveries are looked at. */
    static final int LOOKED_AT = 1_000;

    private static final String METRICS = """
            with waiting as (
                select count(*) as backlog, min(created_at) as oldest
                from (select created_at
                      from deliveries
                      where tenant_id = :tenant
                        and subscription_id = :subscription
                        and status = 'pending'
                      order by send_at
                      limit :counted + 1) first
            ), newest as (
                select tenant_id, id, status
                from deliveries
                where tenant_id = :tenant
                  and subscription_id = :subscription
                order by id desc
                limit :newest
            ), delivered as (
                select count(*) as deliveries,
                       count(*) filter (where status = 'succeeded') as succeeded,
                       count(*) filter (where status = 'failed') as failed
                from newest
            ), attempted as (
                select count(*) as attempts,
                       count(*) filter (where a.status between 200 and 299) as good,
                       percentile_disc(array [0.5, 0.95, 0.99]) within group (order by a.duration_ms) as durations
                from newest n
                join attempts a
                  on a.tenant_id = n.tenant_id
                 and a.delivery_id = n.id
            )
            select *
            from waiting, delivered, attempted
            """;

    private final JdbcClient jdbc;
    private final Subscriptions subscriptions;

    EndpointMetrics(JdbcClient jdbc, Subscriptions subscriptions) {
        this.jdbc = jdbc;
        this.subscriptions = subscriptions;
    }

    /** Empty when the workspace has no subscription of that id. */
    @Transactional(readOnly = true)
    public Optional<MetricsResponse> find(TenantId tenant, String subscription) {
        return subscriptions.known(tenant, subscription).map(id -> of(tenant, id));
    }

    private MetricsResponse of(TenantId tenant, SubscriptionId subscription) {
        return jdbc.sql(METRICS)
                .param("tenant", tenant.value())
                .param("subscription", subscription.value())
                .param("counted", COUNTED_AT_MOST)
                .param("newest", LOOKED_AT)
                .query((row, n) -> metrics(subscription, row))
                .single();
    }

    private static MetricsResponse metrics(SubscriptionId subscription, ResultSet row) throws SQLException {
        var backlog = row.getInt("backlog");
        var attempts = row.getInt("attempts");
        return new MetricsResponse(
                subscription.toString(),
                Math.min(backlog, COUNTED_AT_MOST),
                backlog > COUNTED_AT_MOST,
                Optional.ofNullable(row.getTimestamp("oldest"))
                        .map(Timestamp::toInstant)
                        .orElse(null),
                new MetricsResponse.Recent(
                        row.getInt("deliveries"),
                        row.getInt("succeeded"),
                        row.getInt("failed"),
                        attempts,
                        attempts == 0 ? null : row.getInt("good") / (double) attempts,
                        attempts == 0 ? null : latency(row)));
    }

    private static MetricsResponse.Latency latency(ResultSet row) throws SQLException {
        var durations = (Integer[]) row.getArray("durations").getArray();
        return new MetricsResponse.Latency(durations[0], durations[1], durations[2]);
    }
}
