package com.lealup.webhook.subscription;

import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.catalogue.EventSelection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to hear what, and where. Its secrets are not part of it: they are read by what signs, and nothing else.
 *
 * @param url where deliveries go; null when the receiver polls
 * @param retries its own waits between attempts; null for those of the deployment
 * @param rateLimit most attempts a second; null for no limit
 * @param ordered whether what concerns one customer goes out one after the other
 * @param publicKey what {@code v1a} signatures are verified with; null where they are {@code v1}
 * @param disabledReason {@code gone} or {@code failing} while disabled
 * @param failingSince the first failure after the last success
 */
record Subscription(
        TenantId tenantId,
        SubscriptionId id,
        @Nullable String url,
        @Nullable String description,
        EventSelection events,
        Filters filters,
        @Nullable RetryWaits retries,
        @Nullable Integer rateLimit,
        boolean ordered,
        @Nullable String publicKey,
        SubscriptionStatus status,
        @Nullable String disabledReason,
        @Nullable Instant failingSince,
        Instant createdAt,
        Instant updatedAt) {

    boolean polled() {
        return url == null;
    }

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
                edit.limits() ? edit.rateLimit() : rateLimit,
                edit.ordered() == null ? ordered : edit.ordered(),
                publicKey,
                resumed,
                resumed == SubscriptionStatus.DISABLED ? disabledReason : null,
                keepsFailing ? failingSince : null,
                createdAt,
                now);
    }
}
