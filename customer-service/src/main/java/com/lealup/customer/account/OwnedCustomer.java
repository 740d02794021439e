package com.lealup.customer.account;

import org.jspecify.annotations.Nullable;

/** A customer, and its owner's address as it was known then. */
record OwnedCustomer(Customer customer, @Nullable String ownerEmail) {}
