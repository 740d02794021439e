package com.lealup.webhook.subscription;

import com.lealup.webhook.catalogue.EventSelection;
import org.jspecify.annotations.Nullable;

/**
 * What a change says; null where it says nothing.
 *
 * @param describes whether it says something about the description, which may be to drop it
 * @param reschedules whether it says something about the retries, which may be to have none of its own
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
        @Nullable Boolean paused) {}
