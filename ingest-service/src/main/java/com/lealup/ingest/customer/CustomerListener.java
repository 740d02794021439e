package com.lealup.ingest.customer;

import com.lealup.platform.consumer.Received;
import com.lealup.platform.consumer.TopicViews;
import com.lealup.platform.id.Ulids;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.CustomerState;
import org.springframework.stereotype.Component;

/** Keeps the table level with the customer topic, which trails the customer service by milliseconds. */
@Component
class CustomerListener {

    private final CustomerTable table;

    CustomerListener(TopicViews views, CustomerTable table) {
        this.table = table;
        views.follow(Topics.CUSTOMERS.name(), CustomerState.class, this::apply);
    }

    private void apply(Received<CustomerState> received) {
        var colon = received.key().indexOf(':');
        if (colon < 0) {
            return;
        }
        var tenant = Ulids.parse(received.key().substring(0, colon));
        var customer = Ulids.parse(received.key().substring(colon + 1));
        if (tenant.isPresent() && customer.isPresent()) {
            table.put(tenant.get(), customer.get(), standing(received));
        }
    }

    private static Standing standing(Received<CustomerState> received) {
        var state = received.value();
        // A tombstone is an erasure: deleted for ever.
        return state != null && state.getDeletedAt() == null ? Standing.ACTIVE : Standing.DELETED;
    }
}
