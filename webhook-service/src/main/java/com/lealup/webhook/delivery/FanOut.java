package com.lealup.webhook.delivery;

import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.catalogue.EventSelection;
import com.lealup.webhook.erasure.ErasedCustomers;
import com.lealup.webhook.retention.Retention;
import com.lealup.webhook.segment.SegmentFilter;
import com.lealup.webhook.subscription.SubscriptionId;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.ConcurrentLruCache;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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

    /** The filters that are kept as read: more than most deployments have subscriptions that name one. */
    private static final int SEGMENTS = 1000;

    private static final String LISTENING = """
            select s.tenant_id, s.id, s.events, s.customer_id, s.health_status, s.min_arr, s.segment_id,
                   g.filter as segment, s.created_at, s.ordered, s.url is null as polled,
                   s.status = 'disabled' as disabled
            from subscriptions s
            left join segments g
              on g.tenant_id = s.tenant_id
             and g.id = s.segment_id
            where s.tenant_id = any (:tenants)
            """;

    private static final String ADD_MESSAGES = """
            insert into messages (tenant_id, id, event_type, customer_id, body, created_at)
            select *
            from unnest(:tenants, :ids, :types, :customers, :bodies, :createdAt)
            on conflict do nothing
            """;

    private static final String ADD_DELIVERIES = """
            insert into deliveries
                (tenant_id, id, subscription_id, message_id, event_type, status, send_at, created_at, finished_at,
                 order_key, position)
            select tenant_id, id, subscription_id, message_id, event_type, status,
                   case when order_key is null then now() else 'infinity' end, now(),
                   case when status <> 'pending' then now() end,
                   order_key, case when placed then nextval('delivery_positions') end
            from unnest(:tenants, :ids, :subscriptions, :messages, :types, :statuses, :keys, :placed)
              with ordinality
              as new (tenant_id, id, subscription_id, message_id, event_type, status, order_key, placed, row)
            order by row
            on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final MessageBodies bodies;
    private final ErasedCustomers erased;
    private final Retention retention;
    private final CustomerFacts facts;
    private final DeliveryOrder order;
    private final JsonMapper json;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final ConcurrentLruCache<String, SegmentFilter> segments =
            new ConcurrentLruCache<>(SEGMENTS, SegmentFilter::of);

    FanOut(
            @Worker JdbcClient jdbc,
            MessageBodies bodies,
            ErasedCustomers erased,
            Retention retention,
            CustomerFacts facts,
            DeliveryOrder order,
            JsonMapper json,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.erased = erased;
        this.bodies = bodies;
        this.retention = retention;
        this.facts = facts;
        this.order = order;
        this.json = json;
        this.clock = clock;
        this.events = events;
    }

    private record Listening(
            TenantId tenantId,
            SubscriptionId id,
            EventSelection events,
            @Nullable UUID customerId,
            @Nullable String healthStatus,
            @Nullable BigDecimal minArr,
            @Nullable UUID segmentId,
            @Nullable SegmentFilter segment,
            Instant createdAt,
            boolean ordered,
            boolean polled,
            boolean disabled) {

        boolean asksForFacts() {
            return healthStatus != null || minArr != null || segmentId != null;
        }

        boolean wants(Notification notification, Asked asked) {
            var known = asked.known();
            return events.includes(notification.type())
                    && (customerId == null || customerId.equals(notification.customerId()))
                    && (healthStatus == null || healthStatus.equals(known.healthStatus()))
                    && (minArr == null || (known.arr() != null && known.arr().compareTo(minArr) >= 0))
                    && (segmentId == null || (segment != null && asked.belongsTo(segment)))
                    && !createdAt.isAfter(notification.publishedAt().plus(ALLOWANCE));
        }

        String status() {
            if (polled) {
                return "available";
            }
            return disabled ? "missed" : "pending";
        }

        boolean placed() {
            return polled || ordered;
        }
    }

    /** What filters ask about one customer, in their own form where one asks for all of it. */
    private final class Asked {

        private final CustomerFacts.Known known;
        private @Nullable ObjectNode customer;

        Asked(CustomerFacts.Known known) {
            this.known = known;
        }

        CustomerFacts.Known known() {
            return known;
        }

        boolean belongsTo(SegmentFilter segment) {
            if (known.customer() == null) {
                return false;
            }
            if (customer == null) {
                customer = (ObjectNode) json.readTree(known.customer());
                customer.put("health_status", known.healthStatus());
                customer.put("health_score", known.healthScore());
            }
            return segment.holds(customer, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        }
    }

    private record Message(MessageId id, Notification notification) {}

    private record Delivery(DeliveryId id, Message message, Listening subscription) {

        LaneKey lane() {
            return new LaneKey(message.notification().tenantId(), subscription.id());
        }

        /** Empty where it waits for no other. */
        Optional<DeliveryOrder.Key> order() {
            return subscription.ordered()
                    ? Optional.of(
                            new DeliveryOrder.Key(lane(), message.notification().customerId()))
                    : Optional.empty();
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
        var known = known(notifications, listening);
        var messages = new ArrayList<Message>();
        var deliveries = new ArrayList<Delivery>();
        for (var notification : notifications) {
            var message = new Message(
                    MessageId.of(notification.eventId(), notification.type(), notification.at()), notification);
            var asked = new Asked(
                    notification.known().or(known.getOrDefault(customer(notification), CustomerFacts.Known.NOTHING)));
            var wanted = listening.getOrDefault(notification.tenantId(), List.of()).stream()
                    .filter(subscription -> subscription.wants(notification, asked))
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
        order.takeTurns(lanes(deliveries, Listening::placed));
        addDeliveries(deliveries);
        order.release(deliveries.stream()
                .map(Delivery::order)
                .flatMap(Optional::stream)
                .distinct()
                .toList());
        events.publishEvent(new DeliveriesQueued(
                lanes(deliveries, subscription -> !subscription.disabled() && !subscription.polled())));
        events.publishEvent(new MessagesAvailable(lanes(deliveries, Listening::polled)));
    }

    private static Set<LaneKey> lanes(List<Delivery> deliveries, Predicate<Listening> which) {
        return deliveries.stream()
                .filter(delivery -> which.test(delivery.subscription()))
                .map(Delivery::lane)
                .collect(Collectors.toSet());
    }

    /** What was kept about the customers, where some subscription asks for it. */
    private Map<ErasedCustomers.Key, CustomerFacts.Known> known(
            List<Notification> notifications, Map<TenantId, List<Listening>> listening) {
        var asked = notifications.stream()
                .filter(notification -> listening.getOrDefault(notification.tenantId(), List.of()).stream()
                        .anyMatch(Listening::asksForFacts))
                .toList();
        return facts.of(asked.stream().map(FanOut::customer).collect(Collectors.toSet()));
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

    private Listening listening(ResultSet row) throws SQLException {
        Array events = row.getArray("events");
        var segment = row.getString("segment");
        return new Listening(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new SubscriptionId(row.getObject("id", UUID.class)),
                new EventSelection(List.of((String[]) events.getArray())),
                row.getObject("customer_id", UUID.class),
                row.getString("health_status"),
                row.getBigDecimal("min_arr"),
                row.getObject("segment_id", UUID.class),
                segment == null ? null : segments.get(segment),
                row.getTimestamp("created_at").toInstant(),
                row.getBoolean("ordered"),
                row.getBoolean("polled"),
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
                .param(
                        "statuses",
                        array("text", deliveries, d -> d.subscription().status()))
                .param(
                        "keys",
                        array(
                                "uuid",
                                deliveries,
                                d -> d.order().map(DeliveryOrder.Key::customer).orElse(null)))
                .param("placed", array("bool", deliveries, d -> d.subscription().placed()))
                .update();
    }

    private String body(Message message) {
        var notification = message.notification();
        return bodies.render(
                message.id(), notification.type(), notification.at(), notification.tenantId(), notification.data());
    }

    private static <T> SqlArrayValue array(String type, List<T> rows, Function<T, @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
