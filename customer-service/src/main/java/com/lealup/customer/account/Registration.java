package com.lealup.customer.account;

/** What became of a wish to create a customer. */
sealed interface Registration {

    record Registered(CustomerView customer) implements Registration {}

    /** Another customer of the workspace, not in the trash, has the domain. */
    record DomainTaken(CustomerId other) implements Registration {}
}
