package com.lealup.webhook.delivery;

import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.subscription.Subscriptions;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The messages of subscriptions that are polled, in the order in which they became available: whoever adds one holds
 * the subscription until its transaction ends, so that none appears before one that was seen already.
 */
@Component
class PolledMessages {

    private static final String AFTER = """
            select d.position, m.body
            from deliveries d
            join messages m
              on m.tenant_id = d.tenant_id
             and m.id = d.message_id
            where d.tenant_id = :tenant
              and d.subscription_id = :subscription
              and d.status = 'available'
              and d.position > :position
              and m.erased_at is null
            order by d.position
            limit :limit
            """;

    private final JdbcClient jdbc;

    private final Subscriptions subscriptions;

    PolledMessages(JdbcClient jdbc, Subscriptions subscriptions) {
        this.jdbc = jdbc;
        this.subscriptions = subscriptions;
    }

    /**
     * A message and its place.
     *
     * @param body the JSON that others are sent
     */
    record Placed(long position, String body) {}

    /** The lane of a subscription that is polled; empty when the workspace has no such subscription. */
    @Transactional(readOnly = true)
    public Optional<LaneKey> lane(TenantId tenant, String subscription) {
        return subscriptions.polled(tenant, subscription).map(id -> new LaneKey(tenant, id));
    }

    /** Those after the position, at most so many. */
    @Transactional(readOnly = true)
    public List<Placed> after(LaneKey lane, long position, int limit) {
        return jdbc.sql(AFTER)
                .param("tenant", lane.tenantId().value())
                .param("subscription", lane.subscriptionId().value())
                .param("position", position)
                .param("limit", limit)
                .query((row, _) -> new Placed(row.getLong("position"), row.getString("body")))
                .list();
    }
}
