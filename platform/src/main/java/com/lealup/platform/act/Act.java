package com.lealup.platform.act;

import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.v1.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One administrative act.
 *
 * @param action what was done, in the past tense behind the kind of the subject, such as {@code segment.created}
 * @param subjectType the kind of resource that the audit log shows it under; what belongs to a customer is shown under
 *     the customer, so that erasing that customer finds it
 * @param subjectId the resource's id
 * @param before the resource before, as the API shows it and never with a secret; null when it was created
 * @param after the resource after, in the same way; null when it was removed
 */
public record Act(
        TenantId tenant,
        String action,
        String subjectType,
        String subjectId,
        @Nullable Object before,
        @Nullable Object after,
        Actor actor,
        Instant at) {}
