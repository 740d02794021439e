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
 * @param delivery {@code push} to the URL, or {@code poll}
 * @param url null when polled
 * @param retrySchedule its own waits between attempts, in seconds; null for the usual ones
 * @param rateLimit most attempts a second; null for no limit
 * @param ordered whether what concerns one customer goes out one after the other
 * @param signature the scheme of Standard Webhooks: {@code v1} or {@code v1a}
 * @param publicKey what {@code v1a} is verified with
 * @param secret what deliveries are signed with; only in the answer to the request that made it
 */
record SubscriptionResponse(
        String id,
        String delivery,
        @Nullable String url,
        List<String> events,
        @Nullable String description,
        Map<String, Object> filters,
        @Nullable List<Integer> retrySchedule,
        @Nullable Integer rateLimit,
        boolean ordered,
        String signature,
        @Nullable String publicKey,
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
                subscription.polled() ? "poll" : "push",
                subscription.url(),
                subscription.events().names(),
                subscription.description(),
                subscription.filters().shown(),
                subscription.retries() == null ? null : subscription.retries().seconds(),
                subscription.rateLimit(),
                subscription.ordered(),
                subscription.publicKey() == null ? "v1" : "v1a",
                subscription.publicKey(),
                subscription.status(),
                subscription.disabledReason(),
                subscription.failingSince(),
                subscription.createdAt(),
                subscription.updatedAt(),
                secret == null || subscription.publicKey() != null || subscription.polled() ? null : secret.text());
    }

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "SubscriptionResponse[id=" + id + "]";
    }
}
