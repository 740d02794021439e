package com.lealup.health.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.health.score.HealthModel.Missing;
import com.lealup.health.score.Histories.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * What holds for every customer, tried on 5,000 random ones, and with {@code --long} on 200,000. The seed is fixed: a
 * failure comes back.
 */
class ScorerPropertiesTest {

    private static final int CUSTOMERS = Boolean.getBoolean("lealup.long") ? 200_000 : 5_000;
    private static final Instant NOW = Histories.NOW;
    private static final HealthModel MODEL = HealthModel.BALANCED;
    private static final HealthModel REDISTRIBUTING =
            new HealthModel(1, MODEL.dimensions(), Missing.REDISTRIBUTE, MODEL.bands(), Map.of());

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
            assertThat(score(shuffled, NOW)).isEqualTo(score(events, NOW));
        });
        forEachCustomer((random, known) -> {
            var shuffled = new CustomerAggregates(
                    known.usage(),
                    shuffled(known.events(), random),
                    shuffled(known.tickets(), random),
                    shuffled(known.answers(), random),
                    null);

            assertThat(Scorer.score(shuffled, HealthModel.BALANCED, NOW))
                    .isEqualTo(Scorer.score(known, HealthModel.BALANCED, NOW));
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
        forEachHistory((random, events) -> findsTheNextChange(random, Histories.aggregates(events), MODEL));
        forEachCustomer((random, known) -> {
            findsTheNextChange(random, known, MODEL);
            findsTheNextChange(random, known, REDISTRIBUTING);
        });
    }

    private static void findsTheNextChange(Random random, CustomerAggregates known, HealthModel model) {
        var now = Scorer.score(known, model, NOW);

        var next = NextChange.after(known, model, NOW);

        var until = next.orElse(NOW.plus(Duration.ofDays(500)));
        if (next.isPresent()) {
            assertThat(until).isAfter(NOW);
            assertThat(Scorer.score(known, model, until).looksLike(now)).isFalse();
        }
        for (int i = 0; i < 20; i++) {
            var between = NOW.plusMillis(
                    random.nextLong(Math.max(1, Duration.between(NOW, until).toMillis())));
            assertThat(Scorer.score(known, model, between).looksLike(now))
                    .as("%s before %s", between, next)
                    .isTrue();
        }
    }

    @Test
    void staysWithinBoundsWhateverIsKnown() {
        forEachCustomer((random, known) -> {
            for (var model : List.of(MODEL, REDISTRIBUTING)) {
                var score = Scorer.score(known, model, NOW.plusSeconds(random.nextInt(40_000_000)));
                if (score.units() == null) {
                    continue;
                }
                assertThat(score.units()).isBetween(0L, 100 * Score.POINT);
                assertThat(score.parts().stream().mapToLong(Part::units).sum()).isEqualTo(score.units());
                score.dimensions().stream()
                        .filter(value -> value.millionths() != null)
                        .forEach(value -> assertThat(value.millionths()).isBetween(0L, 100 * FixedPoint.ONE));
            }
        });
    }

    @Test
    void explainsEveryChangeToTheHundredth() {
        forEachHistory((random, events) -> {
            var cut = events.isEmpty() ? 0 : random.nextInt(events.size());
            var known = Histories.aggregates(events.subList(0, cut));
            explains(random, known, Histories.aggregates(events));
        });
        forEachCustomer((random, known) -> explains(random, known, Histories.full(random)));
    }

    private static void explains(Random random, CustomerAggregates known, CustomerAggregates news) {
        var earlier = NOW.minusMillis(random.nextLong(Duration.ofDays(20).toMillis()));
        var current = random.nextBoolean() ? MODEL : Preset.HIGH_TOUCH.model().as(2);
        var before = random.nextInt(5) == 0 ? null : Scorer.score(known, MODEL, earlier);
        var override = random.nextInt(4) == 0 ? new ScoreOverride(random.nextInt(101), NOW.plusSeconds(9)) : null;
        var after = Scorer.score(
                new CustomerAggregates(news.usage(), news.events(), news.tickets(), news.answers(), override),
                current,
                NOW);

        var explanation =
                Explanation.of(before, Scorer.score(known, MODEL, NOW), Scorer.score(known, current, NOW), after);

        var sum = explanation.contributions().stream()
                .mapToInt(Contribution::hundredths)
                .sum();
        assertThat(sum).isEqualTo(after.hundredths() - (before == null ? 0 : before.hundredths()));
        if (override != null) {
            assertThat(explanation.cause()).isEqualTo(Cause.OVERRIDE);
        } else if (before != null && current.version() != MODEL.version()) {
            assertThat(explanation.cause()).isEqualTo(Cause.MODEL);
        }
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        var shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static void forEachCustomer(BiConsumer<Random, CustomerAggregates> property) {
        var random = new Random(20261127);
        for (int i = 0; i < CUSTOMERS / 4; i++) {
            property.accept(random, Histories.full(random));
        }
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
