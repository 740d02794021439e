package com.lealup.webhook.delivery;

import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerState;
import com.lealup.schemas.v1.CustomerStatus;
import com.lealup.webhook.catalogue.EventType;
import com.lealup.webhook.erasure.ErasedCustomers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/** Tells subscribers what happened to customers. */
@Component
class CustomerChangesListener implements BatchListener<CustomerChange> {

    private static final String STATUS = "status";

    /** What {@code previous} may name; the rest is identity, or a consequence. */
    private static final Set<String> CHANGEABLE =
            Set.of("name", "email_domain", "arr", "owner_id", "owner_email", STATUS, "renewal_date", "custom_fields");

    private final FanOut fanOut;
    private final CustomerFacts facts;
    private final JsonMapper json;

    CustomerChangesListener(FanOut fanOut, CustomerFacts facts, JsonMapper json) {
        this.fanOut = fanOut;
        this.facts = facts;
        this.json = json;
    }

    @Override
    public String group() {
        return "webhook-service.customer-changes";
    }

    @Override
    public String topic() {
        return Topics.CUSTOMER_CHANGES.name();
    }

    @Override
    public Class<CustomerChange> type() {
        return CustomerChange.class;
    }

    @Override
    public void on(List<Received<CustomerChange>> batch) {
        facts.rememberCustomers(batch.stream()
                .map(Received::value)
                .filter(Objects::nonNull)
                .flatMap(this::said)
                .toList());
        fanOut.deliver(batch.stream().flatMap(this::notifications).toList());
    }

    private Stream<Map.Entry<ErasedCustomers.Key, CustomerFacts.Known>> said(CustomerChange change) {
        return change.getAfter() == null
                ? Stream.empty()
                : Stream.of(Map.entry(
                        new ErasedCustomers.Key(TenantId.of(change.getTenantId()), customer(change)),
                        known(change.getAfter())));
    }

    private CustomerFacts.Known known(CustomerState state) {
        return CustomerFacts.Known.ofCustomer(state.getArr(), json.writeValueAsString(customer(state)));
    }

    private static UUID customer(CustomerChange change) {
        return Ulids.parse(change.getCustomerId()).orElseThrow(() -> new IllegalArgumentException("not a customer id"));
    }

    private Stream<Notification> notifications(Received<CustomerChange> received) {
        var change = received.value();
        if (change == null || !change.getNotify()) {
            return Stream.empty();
        }
        var shown = change.getAfter() == null ? change.getBefore() : change.getAfter();
        if (shown == null) {
            return Stream.empty();
        }
        var data = customer(shown);
        var known = known(shown);
        var notifications = new ArrayList<Notification>();
        type(change).ifPresent(type -> {
            if (type == EventType.RENEWAL_APPROACHING) {
                notifications.add(
                        notification(received, change, type, known, with(data, "days", change.getRenewalDays())));
                return;
            }
            var edited = type == EventType.CUSTOMER_UPDATED
                    || type == EventType.RENEWAL_COMPLETED
                    || type == EventType.RENEWAL_CHURNED;
            var previous = edited ? previous(change.getBefore(), data) : null;
            notifications.add(notification(received, change, type, known, with(data, previous)));
            if (type == EventType.CUSTOMER_UPDATED && previous != null && previous.containsKey(STATUS)) {
                notifications.add(notification(
                        received,
                        change,
                        EventType.CUSTOMER_STATUS_CHANGED,
                        known,
                        with(data, Map.of(STATUS, Objects.requireNonNull(previous.get(STATUS))))));
            }
        });
        return notifications.stream();
    }

    /** A type that this version does not know tells subscribers nothing. */
    private static Optional<EventType> type(CustomerChange change) {
        return switch (change.getType()) {
            case CREATED -> Optional.of(EventType.CUSTOMER_CREATED);
            case UPDATED -> Optional.of(EventType.CUSTOMER_UPDATED);
            case DELETED -> Optional.of(EventType.CUSTOMER_DELETED);
            case RESTORED -> Optional.of(EventType.CUSTOMER_RESTORED);
            case RENEWAL_APPROACHING -> Optional.of(EventType.RENEWAL_APPROACHING);
            case RENEWAL_COMPLETED -> Optional.of(EventType.RENEWAL_COMPLETED);
            case RENEWAL_CHURNED -> Optional.of(EventType.RENEWAL_CHURNED);
            case UNKNOWN -> Optional.empty();
        };
    }

    private static Notification notification(
            Received<CustomerChange> received,
            CustomerChange change,
            EventType type,
            CustomerFacts.Known known,
            Map<String, @Nullable Object> data) {
        return new Notification(
                received.eventId(),
                TenantId.of(change.getTenantId()),
                type,
                customer(change),
                change.getOccurredAt(),
                received.appendedAt(),
                known,
                data);
    }

    private static @Nullable Map<String, @Nullable Object> previous(
            @Nullable CustomerState before, Map<String, @Nullable Object> data) {
        if (before == null) {
            return null;
        }
        var previous = new LinkedHashMap<String, @Nullable Object>();
        customer(before).forEach((field, value) -> {
            if (CHANGEABLE.contains(field) && !Objects.equals(value, data.get(field))) {
                previous.put(field, value);
            }
        });
        return previous;
    }

    private static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> data, @Nullable Map<String, @Nullable Object> previous) {
        if (previous == null) {
            return data;
        }
        return with(data, "previous", previous);
    }

    private static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> data, String name, @Nullable Object value) {
        var both = new LinkedHashMap<String, @Nullable Object>(data);
        both.put(name, value);
        return both;
    }

    /** The customer as the API shows it; projections are computed elsewhere, and not known here. */
    private static Map<String, @Nullable Object> customer(CustomerState state) {
        var customer = new LinkedHashMap<String, @Nullable Object>();
        customer.put("id", state.getCustomerId());
        customer.put("tenant_id", state.getTenantId());
        customer.put("name", state.getName());
        customer.put("email_domain", state.getEmailDomain());
        customer.put("arr", shortest(state.getArr()));
        customer.put("owner_id", state.getOwnerId());
        customer.put("owner_email", state.getOwnerEmail());
        customer.put(STATUS, status(state.getStatus()));
        customer.put("renewal_date", state.getRenewalDate());
        customer.put("custom_fields", customFields(state.getCustomFields()));
        customer.put("segments", List.of());
        customer.put("health_score", null);
        customer.put("health_status", null);
        customer.put("created_at", state.getCreatedAt());
        customer.put("updated_at", state.getUpdatedAt());
        if (state.getDeletedAt() != null) {
            customer.put("deleted_at", state.getDeletedAt());
        }
        return customer;
    }

    /** A status that this version does not know is shown as the fact's reader sees it: {@code unknown}. */
    private static String status(CustomerStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> customFields(Map<String, String> fields) {
        var shown = new TreeMap<String, Object>();
        fields.forEach((name, json) -> shown.put(name, new RawValue(json)));
        return shown;
    }

    private static @Nullable BigDecimal shortest(@Nullable BigDecimal amount) {
        if (amount == null) {
            return null;
        }
        var stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
