package com.lealup.webhook.subscription;

import com.lealup.webhook.catalogue.EventSelection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a change says; null where it says nothing.
 *
 * @param describes whether it says something about the description, which may be to drop it
 * @param reschedules whether it says something about the retries, which may be to have none of its own
 * @param limits whether it says something about the rate limit, which may be to have none
 * @param paused true pauses; false resumes, also what was disabled
 */
record SubscriptionEdit(
        @Nullable String url,
        boolean describes,
        @Nullable String description,
        @Nullable EventSelection events,
        @Nullable Filters filters,
        boolean reschedules,
        @Nullable RetryWaits retries,
        boolean limits,
        @Nullable Integer rateLimit,
        @Nullable Boolean ordered,
        @Nullable Boolean paused) {

    /** The first field that means nothing where nothing is sent. */
    Optional<String> aboutSending() {
        if (url != null) {
            return Optional.of("url");
        }
        if (reschedules) {
            return Optional.of("retry_schedule");
        }
        if (limits) {
            return Optional.of("rate_limit");
        }
        if (ordered != null) {
            return Optional.of("ordered");
        }
        return paused == null ? Optional.empty() : Optional.of("paused");
    }
}
