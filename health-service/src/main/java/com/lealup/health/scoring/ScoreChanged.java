package com.lealup.health.scoring;

import com.lealup.health.score.Explanation;
import com.lealup.health.score.Score;
import com.lealup.health.score.Sentence;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.id.Ulids;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a score differs from before.
 *
 * @param before as it was last shown
 * @param next when time alone will next change it
 * @param correlation the request that led to it
 */
record ScoreChanged(
        UUID id,
        StoredScore before,
        Score after,
        Explanation explanation,
        String sentence,
        Instant at,
        @Nullable Instant next,
        Correlation correlation) {

    static ScoreChanged of(
            StoredScore before,
            Score after,
            Explanation explanation,
            Instant at,
            @Nullable Instant next,
            Correlation correlation) {
        var sentence = Sentence.of(before.score(), after, explanation);
        return new ScoreChanged(Ulids.next(), before, after, explanation, sentence, at, next, correlation);
    }

    long revision() {
        return before.revision() + 1;
    }
}
