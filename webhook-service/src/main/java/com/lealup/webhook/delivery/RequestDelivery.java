package com.lealup.webhook.delivery;

import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.catalogue.EventType;
import com.lealup.webhook.subscription.RetryRequested;
import com.lealup.webhook.subscription.SubscriptionId;
import com.lealup.webhook.subscription.Subscriptions;
import com.lealup.webhook.subscription.TestRequested;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Deliveries that somebody asks for: a test message, or one more round of attempts. */
@Component
class RequestDelivery {

    private static final String ADD_MESSAGE = """
            insert into messages (tenant_id, id, event_type, body, created_at)
            values (:tenant, :id, :type, :body, :at)
            """;

    private static final String ADD_DELIVERY = """
            insert into deliveries
                (tenant_id, id, subscription_id, message_id, event_type, status, send_at, created_at, finished_at, position)
            values (:tenant, :id, :subscription, :message, :type, case when :polled then 'available' else 'pending' end,
                    now(), now(), case when :polled then now() end,
                    case when :polled then nextval('delivery_positions') end)
            """;

    /** Leaves alone what is being attempted at this moment: its result decides first. */
    private static final String RETRY = """
            update deliveries d
            set status = 'pending',
                failed_in_row = 0,
                send_at = now(),
                claim = null,
                finished_at = null
            where d.tenant_id = :tenant
              and d.id = :id
              and (d.claim is null or d.send_at <= now())
              and exists (
                  select
                  from subscriptions s
                  where s.tenant_id = d.tenant_id
                    and s.id = d.subscription_id)
            returning d.subscription_id
            """;

    /** Keeps its body until the transaction ends, so that an erasure comes before this or after it. */
    private static final String OBSTACLE = """
            with wanted as (
                select m.erased_at is not null as erased, d.status = 'available' as polled
                from deliveries d
                join messages m
                  on m.tenant_id = d.tenant_id
                 and m.id = d.message_id
                where d.tenant_id = :tenant
                  and d.id = :id
                for share of m
            )
            select erased
            from wanted
            where erased or polled
            """;

    private final JdbcClient jdbc;
    private final Subscriptions subscriptions;
    private final MessageBodies bodies;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    RequestDelivery(
            JdbcClient jdbc,
            Subscriptions subscriptions,
            MessageBodies bodies,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.subscriptions = subscriptions;
        this.bodies = bodies;
        this.clock = clock;
        this.events = events;
    }

    /** Sends a test message to one subscription; empty when the workspace has none of that id. */
    @Transactional
    public Optional<DeliveryId> test(TenantId tenant, String subscription) {
        return subscriptions.known(tenant, subscription).map(id -> test(tenant, id));
    }

    private DeliveryId test(TenantId tenant, SubscriptionId subscription) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var message = MessageId.next();
        var delivery = DeliveryId.of(message, subscription, at);
        var data = Map.of("subscription_id", subscription.toString());
        var polled = subscriptions.holdIfPolled(tenant, subscription);
        jdbc.sql(ADD_MESSAGE)
                .param("tenant", tenant.value())
                .param("id", message.value())
                .param("type", EventType.WEBHOOK_TEST.wireName())
                .param("body", bodies.render(message, EventType.WEBHOOK_TEST, at, tenant, data))
                .param("at", Timestamp.from(at))
                .update();
        jdbc.sql(ADD_DELIVERY)
                .param("tenant", tenant.value())
                .param("id", delivery.value())
                .param("subscription", subscription.value())
                .param("message", message.value())
                .param("type", EventType.WEBHOOK_TEST.wireName())
                .param("polled", polled)
                .update();
        var lanes = Set.of(new LaneKey(tenant, subscription));
        events.publishEvent(polled ? new MessagesAvailable(lanes) : new DeliveriesQueued(lanes));
        events.publishEvent(new TestRequested(tenant, subscription));
        return delivery;
    }

    /** What became of the wish to attempt a delivery again. */
    enum Retry {
        /** There is one more round, or there is no such delivery. */
        TAKEN,
        /** There is nothing to send any more: the customer it was about is erased. */
        ERASED,
        /** It is not sent but polled. */
        POLLED
    }

    /** Attempts a delivery again from the start of the schedule, under the same {@code webhook-id}. */
    @Transactional
    public Retry retry(TenantId tenant, DeliveryId delivery) {
        var obstacle = jdbc.sql(OBSTACLE)
                .param("tenant", tenant.value())
                .param("id", delivery.value())
                .query((row, _) -> row.getBoolean("erased") ? Retry.ERASED : Retry.POLLED)
                .optional();
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        jdbc.sql(RETRY)
                .param("tenant", tenant.value())
                .param("id", delivery.value())
                .query(UUID.class)
                .optional()
                .ifPresent(subscription -> {
                    queued(tenant, new SubscriptionId(subscription));
                    events.publishEvent(new RetryRequested(tenant, delivery.toString()));
                });
        return Retry.TAKEN;
    }

    private void queued(TenantId tenant, SubscriptionId subscription) {
        events.publishEvent(new DeliveriesQueued(Set.of(new LaneKey(tenant, subscription))));
    }
}
