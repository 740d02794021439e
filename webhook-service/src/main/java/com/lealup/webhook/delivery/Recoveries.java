package com.lealup.webhook.delivery;

import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.subscription.RecoveryRequested;
import com.lealup.webhook.subscription.SubscriptionId;
import com.lealup.webhook.subscription.Subscriptions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Wishes to be sent all that failed or was missed since a time; {@link RunRecoveries} grants them. */
@Component
class Recoveries {

    /** One at a time for a subscription: a second wish for it adds nothing while the first is being granted. */
    private static final String ADD = """
            insert into recoveries (tenant_id, id, subscription_id, since, position, created_at, advanced_at)
            values (:tenant, :id, :subscription, :since, :position, now(), now())
            on conflict do nothing
            """;

    private static final String BY_ID = """
            select id, subscription_id, since, recovered, created_at, finished_at
            from recoveries
            where tenant_id = :tenant
              and subscription_id = :subscription
              and id = :id
            """;

    private final JdbcClient jdbc;
    private final Subscriptions subscriptions;
    private final ApplicationEventPublisher events;

    Recoveries(JdbcClient jdbc, Subscriptions subscriptions, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.subscriptions = subscriptions;
        this.events = events;
    }

    /** What became of a wish. */
    sealed interface Wish {

        /** It is being granted. */
        record Running(RecoveryResponse recovery) implements Wish {}

        /** Another one of the same subscription still runs. */
        record Refused() implements Wish {}
    }

    /** Begins a recovery; empty when the workspace has no such subscription. */
    @Transactional
    public Optional<Wish> begin(TenantId tenant, String subscription, Instant since) {
        return subscriptions.known(tenant, subscription).map(id -> begin(tenant, id, since));
    }

    private Wish begin(TenantId tenant, SubscriptionId subscription, Instant since) {
        var id = Ulids.next();
        var added = jdbc.sql(ADD)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("subscription", subscription.value())
                .param("since", Timestamp.from(since))
                .param("position", DerivedIds.first(since))
                .update();
        if (added == 0) {
            return new Wish.Refused();
        }
        events.publishEvent(new RecoveryRequested(tenant, subscription, since));
        return new Wish.Running(find(tenant, subscription, id).orElseThrow());
    }

    /** One of a subscription's, if there is one of that id. */
    @Transactional(readOnly = true)
    public Optional<RecoveryResponse> find(TenantId tenant, String subscription, String id) {
        return subscriptions
                .known(tenant, subscription)
                .flatMap(known -> Ulids.parse(id).flatMap(uuid -> find(tenant, known, uuid)));
    }

    private Optional<RecoveryResponse> find(TenantId tenant, SubscriptionId subscription, UUID id) {
        return jdbc.sql(BY_ID)
                .param("tenant", tenant.value())
                .param("subscription", subscription.value())
                .param("id", id)
                .query((row, _) -> recovery(row))
                .optional();
    }

    private static RecoveryResponse recovery(ResultSet row) throws SQLException {
        var finished = row.getTimestamp("finished_at");
        return new RecoveryResponse(
                Ulids.format(row.getObject("id", UUID.class)),
                new SubscriptionId(row.getObject("subscription_id", UUID.class)).toString(),
                row.getTimestamp("since").toInstant(),
                finished == null ? "running" : "completed",
                row.getLong("recovered"),
                row.getTimestamp("created_at").toInstant(),
                finished == null ? null : finished.toInstant());
    }
}
