package com.lealup.health.timeline;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.retention.Partitions;
import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.id.Ulids;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.CustomerChange;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Puts every change of a customer on its timeline. */
@Component
class CustomerChangesListener implements BatchListener<CustomerChange> {

    private final Timeline timeline;
    private final ChangedFields fields;
    private final Partitions partitions;

    CustomerChangesListener(Timeline timeline, ChangedFields fields, Partitions partitions) {
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
        timeline.add(batch.stream().map(this::entry).toList());
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
                Objects.requireNonNull(change.getOccurredAt()),
                received.appendedAt(),
                fields.json(change));
    }
}
