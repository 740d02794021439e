package com.lealup.webhook.subscription;

import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.catalogue.EventSelection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to hear what, and where. Its secrets are not part of it: they are read by what signs, and nothing else.
 *
 * @param retries its own waits between attempts; null for those of the deployment
 * @param disabledReason {@code gone} or {@code failing} while disabled
 * @param failingSince the first failure after the last success
 */
record Subscription(
        TenantId tenantId,
        SubscriptionId id,
        String url,
        @Nullable String description,
        EventSelection events,
        Filters filters,
        @Nullable RetryWaits retries,
        SubscriptionStatus status,
        @Nullable String disabledReason,
        @Nullable Instant failingSince,
        Instant createdAt,
        Instant updatedAt) {

    Subscription edited(SubscriptionEdit edit, Instant now) {
        var resumed =
                edit.paused() == null ? status : edit.paused() ? SubscriptionStatus.PAUSED : SubscriptionStatus.ACTIVE;
        var keepsFailing = resumed == status;
        return new Subscription(
                tenantId,
                id,
                edit.url() == null ? url : edit.url(),
                edit.describes() ? edit.description() : description,
                edit.events() == null ? events : edit.events(),
                edit.filters() == null ? filters : edit.filters(),
                edit.reschedules() ? edit.retries() : retries,
                resumed,
                resumed == SubscriptionStatus.DISABLED ? disabledReason : null,
                keepsFailing ? failingSince : null,
                createdAt,
                now);
    }
}
