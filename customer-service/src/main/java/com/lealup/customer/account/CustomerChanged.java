package com.lealup.customer.account;

import com.lealup.platform.identity.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody changed a customer.
 *
 * @param before null when it was created
 */
record CustomerChanged(
        CustomerAction action,
        @Nullable OwnedCustomer before,
        OwnedCustomer after,
        Caller actor,
        String requestId,
        Instant at) {

    CustomerKey key() {
        return after.customer().key();
    }

    long revision() {
        return after.customer().revision();
    }
}
