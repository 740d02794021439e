package com.lealup.health.score;

import java.time.Instant;

/**
 * A score that a person has set.
 *
 * @param score 0 to 100
 * @param until from then on the customer is scored as before
 */
public record ScoreOverride(int score, Instant until) {

    /** Refuses what is no score. */
    public ScoreOverride {
        if (score < 0 || score > 100) {
            throw new IllegalArgumentException("A score is 0 to 100");
        }
    }

    boolean holdsAt(Instant now) {
        return now.isBefore(until);
    }
}
