package com.lealup.customer.account;

import com.lealup.customer.value.EmailDomain;

/** What became of a wish to create a customer. */
sealed interface Registration {

    record Registered(CustomerView customer) implements Registration {}

    /** Another customer of the workspace, not in the trash, has the domain. */
    record DomainTaken(EmailDomain domain, CustomerId other) implements Registration {}
}
