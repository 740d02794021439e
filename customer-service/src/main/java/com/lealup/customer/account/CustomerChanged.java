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

    /** The same change, as something else that it means. */
    CustomerChanged as(CustomerAction meaning) {
        return new CustomerChanged(meaning, before, after, actor, requestId, at);
    }

    CustomerKey key() {
        return after.customer().key();
    }

    long revision() {
        return after.customer().revision();
    }
}
