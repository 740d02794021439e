package com.lealup.health.usage;

import java.time.Instant;
import java.util.Comparator;

/**
 * Somebody's answer to a survey.
 *
 * @param survey 1 NPS, 2 CSAT
 * @param respondent a hash of who it was
 * @param score millionths
 */
record AnswerNews(int survey, long respondent, int score, Instant at) {

    private static final Comparator<AnswerNews> ORDER =
            Comparator.comparing(AnswerNews::at).thenComparing(AnswerNews::score, Comparator.reverseOrder());

    /** The later of two, and of two of the same instant the lower. */
    AnswerNews latest(AnswerNews other) {
        return ORDER.compare(this, other) >= 0 ? this : other;
    }
}
