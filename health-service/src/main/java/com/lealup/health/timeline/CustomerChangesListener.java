package com.lealup.health.timeline;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.Customers;
import com.lealup.health.retention.Partitions;
import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.id.Ulids;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerState;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts every change of a customer on its timeline. */
@Component
class CustomerChangesListener implements BatchListener<CustomerChange> {

    /** Fields that differ on every change or never, and the one that is shown value by value. */
    private static final Set<String> SILENT =
            Set.of("tenant_id", "customer_id", "revision", "created_at", "updated_at", "custom_fields");

    private final Timeline timeline;
    private final ChangedFields fields;
    private final Customers customers;
    private final Partitions partitions;

    CustomerChangesListener(Timeline timeline, ChangedFields fields, Customers customers, Partitions partitions) {
        this.customers = customers;
        this.timeline = timeline;
        this.fields = fields;
        this.partitions = partitions;
    }

    @Override
    public String group() {
        return "health-service.customer-changes";
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
        partitions.require();
        var entries = batch.stream().map(this::entry).toList();
        customers.beginWriting();
        var erased = customers.erased(entries.stream().map(Entry::customer).collect(Collectors.toSet()));
        timeline.add(entries.stream()
                .filter(entry -> !erased.contains(entry.customer()))
                .toList());
    }

    private Entry entry(Received<CustomerChange> received) {
        var change = received.value();
        if (change == null) {
            throw new PoisonRecordException(received, "empty_value", "A change has a value");
        }
        var customer = CustomerKey.parse(change.getTenantId(), change.getCustomerId())
                .filter(key -> key.toString().equals(received.key()))
                .orElseThrow(() -> new PoisonRecordException(
                        received, "key_mismatch", "The key is not that of the customer inside"));
        var id = Ulids.parse(change.getChangeId())
                .orElseThrow(() -> new PoisonRecordException(received, "invalid_id", "The change id is not a ULID"));
        return new Entry(
                customer,
                id,
                EntryType.CUSTOMER_CHANGE,
                change.getOccurredAt(),
                received.appendedAt(),
                fields.json(changed(change)));
    }

    private static CustomerChanged changed(CustomerChange change) {
        var actor = change.getActor();
        return new CustomerChanged(
                lower(change.getType()),
                lower(actor.getType()),
                actor.getId(),
                actor.getName(),
                fields(change.getBefore()),
                fields(change.getAfter()),
                change.getRequestId());
    }

    private static CustomerFields fields(@Nullable CustomerState state) {
        if (state == null) {
            return CustomerFields.NONE;
        }
        var fields = new HashMap<String, Object>();
        for (var field : CustomerState.getClassSchema().getFields()) {
            var value = state.get(field.pos());
            if (value != null && !SILENT.contains(field.name())) {
                fields.put(field.name(), plain(value));
            }
        }
        return new CustomerFields(fields, state.getCustomFields());
    }

    private static Object plain(Object value) {
        return switch (value) {
            case BigDecimal amount -> amount;
            case Enum<?> symbol -> lower(symbol);
            default -> value.toString();
        };
    }

    private static String lower(Enum<?> symbol) {
        return symbol.name().toLowerCase(Locale.ROOT);
    }
}
