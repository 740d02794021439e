package com.lealup.customer.account;

import com.lealup.platform.identity.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
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

    /** What it means for the renewal beside itself, on this day where the workspace is. */
    Optional<CustomerChanged> turn(LocalDate today) {
        return before == null || action != CustomerAction.UPDATED
                ? Optional.empty()
                : RenewalTurn.of(before.customer().details(), after.customer().details(), today)
                        .map(turn -> new CustomerChanged(turn.action(), before, after, actor, requestId, at));
    }

    CustomerKey key() {
        return after.customer().key();
    }

    long revision() {
        return after.customer().revision();
    }
}
