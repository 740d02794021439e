package com.lealup.health.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.health.score.Histories.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceTest {

    private static final List<Event> TWO_EVENTS = List.of(
            new Event(Histories.NOW, "ana", "report_exported"), new Event(Histories.NOW, "ana", "dashboard_viewed"));

    @Test
    void tellsWhereAFirstScoreComesFrom() {
        var none = Scorer.score(CustomerAggregates.NONE, HealthModel.BALANCED, Histories.NOW);
        var first = Scorer.score(Histories.aggregates(TWO_EVENTS), HealthModel.BALANCED, Histories.NOW);

        var explanation = Explanation.of(null, none, none, first);

        assertThat(explanation.cause()).isEqualTo(Cause.BEHAVIOUR);
        assertThat(Sentence.of(null, first, explanation))
                .isEqualTo("First score 52 (neutral): how recent the last activity is +4.00, active days +0.80,"
                        + " features in use +0.70 and 1 smaller.");
    }

    @Test
    void namesTheBandsWhenOneIsCrossedByTimeAlone() {
        var aggregates = Histories.aggregates(TWO_EVENTS);
        var before = Scorer.score(aggregates, HealthModel.BALANCED, Histories.NOW);
        var after = Scorer.score(aggregates, HealthModel.BALANCED, Histories.NOW.plus(Duration.ofDays(10)));

        var explanation = Explanation.of(before, after, after, after);

        assertThat(explanation.cause()).isEqualTo(Cause.TIME);
        assertThat(Sentence.of(before, after, explanation))
                .isEqualTo("Fell from 52 (neutral) to 44 (at risk): days without activity -5.72,"
                        + " how recent the last activity is -2.77.");
    }
}
