package com.lealup.health.customer;

import java.util.List;

/** Customers came back from the trash; told inside the transaction that recorded it. */
public record CustomersRestored(List<CustomerKey> customers) {

    /** Copies the list. */
    public CustomersRestored {
        customers = List.copyOf(customers);
    }
}
