package com.lealup.webhook.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.lealup.webhook.signature.SigningSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as the API shows it.
 *
 * @param retrySchedule its own waits between attempts, in seconds; null for the usual ones
 * @param secret what deliveries are signed with; only in the answer to the request that made it
 */
record SubscriptionResponse(
        String id,
        String url,
        List<String> events,
        @Nullable String description,
        Map<String, String> filters,
        @Nullable List<Integer> retrySchedule,
        SubscriptionStatus status,
        @Nullable String disabledReason,
        @Nullable Instant failingSince,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

    static SubscriptionResponse of(Subscription subscription) {
        return of(subscription, null);
    }

    static SubscriptionResponse of(Subscription subscription, @Nullable SigningSecret secret) {
        return new SubscriptionResponse(
                subscription.id().toString(),
                subscription.url(),
                subscription.events().names(),
                subscription.description(),
                subscription.filters().shown(),
                subscription.retries() == null ? null : subscription.retries().seconds(),
                subscription.status(),
                subscription.disabledReason(),
                subscription.failingSince(),
                subscription.createdAt(),
                subscription.updatedAt(),
                secret == null ? null : secret.text());
    }

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "SubscriptionResponse[id=" + id + "]";
    }
}
