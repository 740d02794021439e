package com.lealup.webhook.subscription;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a subscription is delivered to. */
enum SubscriptionStatus {
    ACTIVE,
    /** By its owner: messages gather, and go out when it is resumed. */
    PAUSED,
    /** By us, because the endpoint is gone or has failed for days: what happens meanwhile is not kept for it. */
    DISABLED;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SubscriptionStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
