package com.lealup.customer.audit;

import com.lealup.platform.identity.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody changed something other than a customer, whose changes have a topic of their own; published in the
 * transaction that does it.
 *
 * @param action what was done to what, such as {@code segment.created}
 * @param customerId the customer it belongs to; null when it belongs to the workspace
 * @param subjectId what was changed
 * @param before as the API shows it; null when it was created
 * @param after as the API shows it; null when it was deleted
 */
public record Act(
        Caller actor,
        Instant at,
        String action,
        @Nullable UUID customerId,
        UUID subjectId,
        @Nullable Object before,
        @Nullable Object after) {}
