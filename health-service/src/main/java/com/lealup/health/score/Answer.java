package com.lealup.health.score;

import java.time.Instant;

/**
 * Somebody's latest answer to a survey.
 *
 * @param survey {@link Signal#NPS} or {@link Signal#CSAT}
 * @param score millionths; 0 to 10 for NPS, 1 to 5 for CSAT
 */
public record Answer(Signal survey, long score, Instant at) {

    /** Refuses what is no survey. */
    public Answer {
        if (survey.measure() != Measure.ANSWERS) {
            throw new IllegalArgumentException(survey + " is no survey");
        }
    }
}
