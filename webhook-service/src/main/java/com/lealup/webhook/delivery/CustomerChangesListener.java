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

    /**
     * A change, and the customer as it shows them.
     *
     * @param known what filters may ask of them from now on
     */
    private record Told(
            Received<CustomerChange> received,
            CustomerChange change,
            UUID customer,
            Map<String, @Nullable Object> data,
            CustomerFacts.Known known) {

        TenantId tenant() {
            return TenantId.of(change.getTenantId());
        }
    }

    @Override
    public void on(List<Received<CustomerChange>> batch) {
        var told = batch.stream().flatMap(this::told).toList();
        facts.rememberCustomers(told.stream()
                .filter(one -> one.change().getAfter() != null)
                .map(one -> Map.entry(new ErasedCustomers.Key(one.tenant(), one.customer()), one.known()))
                .toList());
        fanOut.deliver(told.stream()
                .filter(one -> one.change().getNotify())
                .flatMap(CustomerChangesListener::notifications)
                .toList());
    }

    private Stream<Told> told(Received<CustomerChange> received) {
        var change = received.value();
        if (change == null) {
            return Stream.empty();
        }
        var shown = change.getAfter() == null ? change.getBefore() : change.getAfter();
        if (shown == null) {
            return Stream.empty();
        }
        var data = customer(shown);
        var known = CustomerFacts.Known.ofCustomer(shown.getArr(), json.writeValueAsString(data));
        return Stream.of(new Told(received, change, customer(change), data, known));
    }

    private static UUID customer(CustomerChange change) {
        return Ulids.parse(change.getCustomerId()).orElseThrow(() -> new IllegalArgumentException("not a customer id"));
    }

    private static Stream<Notification> notifications(Told told) {
        var change = told.change();
        var type = type(change).orElse(null);
        if (type == null) {
            return Stream.empty();
        }
        if (type == EventType.RENEWAL_APPROACHING) {
            return Stream.of(notification(told, type, with(told.data(), "days", change.getRenewalDays())));
        }
        var edited = type == EventType.CUSTOMER_UPDATED
                || type == EventType.RENEWAL_COMPLETED
                || type == EventType.RENEWAL_CHURNED;
        var previous = edited ? previous(change.getBefore(), told.data()) : null;
        var itself = notification(told, type, with(told.data(), previous));
        if (type != EventType.CUSTOMER_UPDATED || previous == null || !previous.containsKey(STATUS)) {
            return Stream.of(itself);
        }
        var status = Map.<String, @Nullable Object>of(STATUS, Objects.requireNonNull(previous.get(STATUS)));
        return Stream.of(itself, notification(told, EventType.CUSTOMER_STATUS_CHANGED, with(told.data(), status)));
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

    private static Notification notification(Told told, EventType type, Map<String, @Nullable Object> data) {
        return new Notification(
                told.received().eventId(),
                told.tenant(),
                type,
                told.customer(),
                told.change().getOccurredAt(),
                told.received().appendedAt(),
                told.known(),
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
