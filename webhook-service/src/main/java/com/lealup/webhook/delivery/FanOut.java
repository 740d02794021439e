package com.lealup.webhook.delivery;

import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.catalogue.EventSelection;
import com.lealup.webhook.erasure.ErasedCustomers;
import com.lealup.webhook.retention.Retention;
import com.lealup.webhook.subscription.SubscriptionId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes one delivery for each subscription that wants a notification, in the transaction in which the consumer's offset
 * moves: either both are kept or neither. Ids are derived, so that the same fact, read again, adds nothing. What a
 * disabled subscription misses is noted as such, and sent only when somebody asks for it.
 */
@Component
class FanOut {

    /**
     * A subscription hears what happens from its creation on, also when the consumer lags behind or a topic is read
     * again. The allowance is for clocks that disagree: rather a message too early than one lost.
     */
    private static final Duration ALLOWANCE = Duration.ofMinutes(1);

    private static final String LISTENING = """
            select tenant_id, id, events, customer_id, created_at, status = 'disabled' as disabled
            from subscriptions
            where tenant_id = any (:tenants)
            """;

    private static final String ADD_MESSAGES = """
            insert into messages (tenant_id, id, event_type, customer_id, body, created_at)
            select *
            from unnest(:tenants, :ids, :types, :customers, :bodies, :createdAt)
            on conflict do nothing
            """;

    private static final String ADD_DELIVERIES = """
            insert into deliveries
                (tenant_id, id, subscription_id, message_id, event_type, status, send_at, created_at, finished_at)
            select tenant_id, id, subscription_id, message_id, event_type,
                   case when missed then 'missed' else 'pending' end, now(), now(), case when missed then now() end
            from unnest(:tenants, :ids, :subscriptions, :messages, :types, :missed)
              as new (tenant_id, id, subscription_id, message_id, event_type, missed)
            on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final MessageBodies bodies;
    private final ErasedCustomers erased;
    private final Retention retention;
    private final ApplicationEventPublisher events;

    FanOut(
            @Worker JdbcClient jdbc,
            MessageBodies bodies,
            ErasedCustomers erased,
            Retention retention,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.erased = erased;
        this.bodies = bodies;
        this.retention = retention;
        this.events = events;
    }

    private record Listening(
            TenantId tenantId,
            SubscriptionId id,
            EventSelection events,
            @Nullable UUID customerId,
            Instant createdAt,
            boolean disabled) {

        boolean wants(Notification notification) {
            return events.includes(notification.type())
                    && (customerId == null || customerId.equals(notification.customerId()))
                    && !createdAt.isAfter(notification.publishedAt().plus(ALLOWANCE));
        }
    }

    private record Message(MessageId id, Notification notification) {}

    private record Delivery(DeliveryId id, Message message, Listening subscription) {

        LaneKey lane() {
            return new LaneKey(message.notification().tenantId(), subscription.id());
        }
    }

    /** Adds what is wanted of these; part of the caller's transaction, which it needs. */
    @Transactional(transactionManager = "workerTransactionManager", propagation = Propagation.MANDATORY)
    public void deliver(List<Notification> told) {
        retention.require();
        var notifications = withoutErased(told.stream()
                .filter(notification -> retention.keeps(notification.at()))
                .toList());
        var listening = listening(notifications);
        var messages = new ArrayList<Message>();
        var deliveries = new ArrayList<Delivery>();
        for (var notification : notifications) {
            var message = new Message(
                    MessageId.of(notification.eventId(), notification.type(), notification.at()), notification);
            var wanted = listening.getOrDefault(notification.tenantId(), List.of()).stream()
                    .filter(subscription -> subscription.wants(notification))
                    .map(subscription -> new Delivery(
                            DeliveryId.of(message.id(), subscription.id(), notification.at()), message, subscription))
                    .toList();
            if (!wanted.isEmpty()) {
                messages.add(message);
                deliveries.addAll(wanted);
            }
        }
        if (deliveries.isEmpty()) {
            return;
        }
        addMessages(messages);
        addDeliveries(deliveries);
        events.publishEvent(new DeliveriesQueued(deliveries.stream()
                .filter(delivery -> !delivery.subscription().disabled())
                .map(Delivery::lane)
                .collect(Collectors.toSet())));
    }

    /** What is late about a customer that is gone for good is told to nobody. */
    private List<Notification> withoutErased(List<Notification> told) {
        var gone = erased.among(told.stream().map(FanOut::customer).collect(Collectors.toSet()));
        return told.stream()
                .filter(notification -> !gone.contains(customer(notification)))
                .toList();
    }

    private static ErasedCustomers.Key customer(Notification notification) {
        return new ErasedCustomers.Key(notification.tenantId(), notification.customerId());
    }

    private Map<TenantId, List<Listening>> listening(List<Notification> notifications) {
        var tenants = notifications.stream()
                .map(notification -> notification.tenantId().value())
                .distinct()
                .toArray();
        if (tenants.length == 0) {
            return Map.of();
        }
        return jdbc
                .sql(LISTENING)
                .param("tenants", new SqlArrayValue("uuid", tenants))
                .query((row, n) -> listening(row))
                .stream()
                .collect(Collectors.groupingBy(Listening::tenantId));
    }

    private static Listening listening(ResultSet row) throws SQLException {
        Array events = row.getArray("events");
        return new Listening(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new SubscriptionId(row.getObject("id", UUID.class)),
                new EventSelection(List.of((String[]) events.getArray())),
                row.getObject("customer_id", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                row.getBoolean("disabled"));
    }

    private void addMessages(List<Message> messages) {
        jdbc.sql(ADD_MESSAGES)
                .param(
                        "tenants",
                        array("uuid", messages, m -> m.notification().tenantId().value()))
                .param("ids", array("uuid", messages, m -> m.id().value()))
                .param(
                        "types",
                        array("text", messages, m -> m.notification().type().wireName()))
                .param(
                        "customers",
                        array("uuid", messages, m -> m.notification().customerId()))
                .param("bodies", array("text", messages, this::body))
                .param(
                        "createdAt",
                        array(
                                "timestamptz",
                                messages,
                                m -> Timestamp.from(m.notification().at())))
                .update();
    }

    private void addDeliveries(List<Delivery> deliveries) {
        jdbc.sql(ADD_DELIVERIES)
                .param(
                        "tenants",
                        array("uuid", deliveries, d -> d.lane().tenantId().value()))
                .param("ids", array("uuid", deliveries, d -> d.id().value()))
                .param(
                        "subscriptions",
                        array("uuid", deliveries, d -> d.subscription().id().value()))
                .param(
                        "messages",
                        array("uuid", deliveries, d -> d.message().id().value()))
                .param(
                        "types",
                        array(
                                "text",
                                deliveries,
                                d -> d.message().notification().type().wireName()))
                .param("missed", array("bool", deliveries, d -> d.subscription().disabled()))
                .update();
    }

    private String body(Message message) {
        var notification = message.notification();
        return bodies.render(
                message.id(), notification.type(), notification.at(), notification.tenantId(), notification.data());
    }

    private static <T> SqlArrayValue array(String type, List<T> rows, Function<T, Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
