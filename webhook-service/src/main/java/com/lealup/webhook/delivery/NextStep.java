package com.lealup.webhook.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** What becomes of a delivery after an attempt. */
sealed interface NextStep {

    record Succeeded() implements NextStep {}

    record RetryIn(Duration delay) implements NextStep {}

    /** The schedule is used up. */
    record GivenUp() implements NextStep {}

    /** The receiver said 410: it wants nothing more, of this or any other message. */
    record EndpointGone() implements NextStep {}

    /**
     * Decides.
     *
     * @param failedBefore how many attempts of the schedule had failed before this one
     */
    static NextStep after(Outcome outcome, int failedBefore, RetrySchedule schedule, RandomGenerator random) {
        return switch (outcome) {
            case Outcome.Answered answered when answered.succeeded() -> new Succeeded();
            case Outcome.Answered answered when answered.status() == 410 -> new EndpointGone();
            case Outcome.Answered answered ->
                schedule.after(failedBefore + 1, random)
                        .map(wait -> longer(wait, answered.retryAfter().orElse(wait)))
                        .<NextStep>map(RetryIn::new)
                        .orElseGet(GivenUp::new);
            case Outcome.Unanswered unanswered ->
                schedule.after(failedBefore + 1, random)
                        .<NextStep>map(RetryIn::new)
                        .orElseGet(GivenUp::new);
        };
    }

    /** A receiver may ask for more patience than the schedule has, not for less. */
    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
