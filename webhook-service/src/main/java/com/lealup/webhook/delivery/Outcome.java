package com.lealup.webhook.delivery;

import java.time.Duration;
import java.util.Optional;

/** How one attempt ended. */
sealed interface Outcome {

    /**
     * The receiver answered in time.
     *
     * @param status of the HTTP response
     * @param retryAfter what the receiver asked for, where its status gives the request a meaning
     * @param excerpt the beginning of the response's body
     */
    record Answered(int status, Optional<Duration> retryAfter, String excerpt) implements Outcome {

        boolean succeeded() {
            return status >= 200 && status <= 299;
        }
    }

    /**
     * There was no answer, or none that could be read in time.
     *
     * @param code stable and machine-readable, such as {@code timeout}
     * @param message for whoever runs the receiver
     */
    record Unanswered(String code, String message) implements Outcome {}
}
