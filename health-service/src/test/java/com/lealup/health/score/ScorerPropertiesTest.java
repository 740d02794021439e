package com.lealup.health.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.health.score.Histories.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What holds for every customer, tried on 20,000 random ones. The seed is fixed: a failure comes back. */
class ScorerPropertiesTest {

    private static final int CUSTOMERS = Boolean.getBoolean("lealup.long") ? 200_000 : 20_000;
    private static final Instant NOW = Histories.NOW;

    @Test
    void staysWithinBounds() {
        forEachHistory((random, events) -> {
            var score = score(events, NOW);

            assertThat(usage(score)).isBetween(0L, 100 * FixedPoint.ONE);
            assertThat(score.units()).isBetween(0L, 100 * Score.POINT);
            assertThat(score.parts().stream().mapToLong(Part::units).sum()).isEqualTo(score.units());
            assertThat(score.hundredths() / 100).isEqualTo(score.score());
        });
    }

    @Test
    void doesNotDependOnTheOrderOfArrival() {
        forEachHistory((random, events) -> {
            var shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, random);
            var known = Histories.aggregates(events);
            var days = new ArrayList<>(known.days());
            var features = new ArrayList<>(known.featureDays());
            Collections.shuffle(days, random);
            Collections.shuffle(features, random);

            assertThat(score(shuffled, NOW)).isEqualTo(score(events, NOW));
            assertThat(Scorer.score(
                            new UsageAggregates(days, features, known.lastEventAt()), HealthModel.BALANCED, NOW))
                    .isEqualTo(score(events, NOW));
        });
    }

    @Test
    void neverFallsByAnEventOfTheLastSevenDays() {
        var week = Duration.ofDays(7).toMillis();
        forEachHistory((random, events) -> {
            var more = new ArrayList<>(events);
            var age = random.nextInt(10) == 0 ? week : random.nextLong(week);
            more.add(Histories.event(random, NOW.minusMillis(age), 40, 40));

            assertThat(usage(score(more, NOW))).isGreaterThanOrEqualTo(usage(score(events, NOW)));
        });
    }

    @Test
    void neverRisesByTimeAlone() {
        forEachHistory((random, events) -> {
            var later = NOW.plusMillis(random.nextLong(Duration.ofDays(40).toMillis()));

            assertThat(score(events, later).units())
                    .isLessThanOrEqualTo(score(events, NOW).units());
        });
    }

    @Test
    void movesOnlyALittleInASecond() {
        // Per day at most: recency 10/13, active days 2, idle 50/28; up to 30 users at 1 and 20 features at 0.875 leave
        // together. 0.001 a second is 86 a day.
        var little = FixedPoint.ONE / 1000;
        forEachHistory((random, events) -> {
            var at = NOW.plusMillis(random.nextLong(Duration.ofDays(40).toMillis()));
            var midnight = Instant.ofEpochSecond(Math.ceilDiv(at.getEpochSecond(), 86_400L) * 86_400L);
            for (var instant : List.of(at, midnight.minusMillis(500))) {
                var change = usage(score(events, instant)) - usage(score(events, instant.plusSeconds(1)));
                assertThat(change).isBetween(0L, little);
            }
        });
    }

    @Test
    void findsTheVeryMillisecondOfTheNextChange() {
        forEachHistory((random, events) -> {
            var aggregates = Histories.aggregates(events);
            var now = score(events, NOW);

            var next = NextChange.after(aggregates, HealthModel.BALANCED, NOW);

            if (next.isEmpty()) {
                assertThat(score(events, NOW.plus(Duration.ofDays(400))).looksLike(now))
                        .isTrue();
            } else {
                assertThat(next.get()).isAfter(NOW);
                assertThat(score(events, next.get()).looksLike(now)).isFalse();
                var before = next.get().minusMillis(1);
                assertThat(!before.isAfter(NOW) || score(events, before).looksLike(now))
                        .isTrue();
            }
        });
    }

    @Test
    void explainsEveryChangeToTheHundredth() {
        forEachHistory((random, events) -> {
            var cut = events.isEmpty() ? 0 : random.nextInt(events.size());
            var known = Histories.aggregates(events.subList(0, cut));
            var earlier = NOW.minusMillis(random.nextLong(Duration.ofDays(20).toMillis()));
            var before = random.nextInt(5) == 0 ? null : Scorer.score(known, HealthModel.BALANCED, earlier);
            var after = score(events, NOW);

            var explanation = Explanation.of(before, Scorer.score(known, HealthModel.BALANCED, NOW), after);

            var sum = explanation.contributions().stream()
                    .mapToInt(Contribution::hundredths)
                    .sum();
            assertThat(sum).isEqualTo(after.hundredths() - (before == null ? 0 : before.hundredths()));
        });
    }

    private static void forEachHistory(BiConsumer<Random, List<Event>> property) {
        var random = new Random(20261123);
        for (int i = 0; i < CUSTOMERS; i++) {
            property.accept(random, Histories.random(random));
        }
    }

    private static Score score(List<Event> events, Instant now) {
        return Scorer.score(Histories.aggregates(events), HealthModel.BALANCED, now);
    }

    private static long usage(Score score) {
        return score.dimensions().getFirst().millionths();
    }
}
