package com.lealup.health.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.lealup.health.score.HealthModel.Dimension;
import com.lealup.health.score.HealthModel.Missing;
import com.lealup.health.score.Histories.Event;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerTest {

    private static final Instant NOW = Histories.NOW;

    @ParameterizedTest
    @ValueSource(strings = {"ana", ""})
    void givesTheGuidesAnswerForTheGuidesTwoEvents(String user) {
        var score = score(List.of(
                new Event(NOW.minusSeconds(1), user, "report_exported"), new Event(NOW, user, "dashboard_viewed")));

        assertThat(score.dimensions()).extracting(DimensionValue::shown).containsExactly(65, 40, 50, 50);
        assertThat(score.score()).isEqualTo(52);
        assertThat(score.hundredths()).isEqualTo(52_90);
        assertThat(score.status()).isEqualTo(HealthStatus.NEUTRAL);
    }

    @Test
    void givesThePublishedExamplesExactValue() {
        var score = combined(HealthModel.BALANCED, values(72, 65, 80, 60));

        assertThat(score.hundredths()).isEqualTo(70_30);
        assertThat(score.score()).isEqualTo(70);
        assertThat(score.status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void standsAtThePriorsWithoutEvents() {
        var score = Scorer.score(CustomerAggregates.NONE, HealthModel.BALANCED, NOW);

        assertThat(score.dimensions()).extracting(DimensionValue::shown).containsExactly(50, 40, 50, 50);
        assertThat(score.hundredths()).isEqualTo(47_00);
    }

    @Test
    void cutsTheScoreSoThatAlmostHealthyIsNotHealthy() {
        var score = combined(HealthModel.BALANCED, List.of(69_999_999L, 69_999_999L, 69_999_999L, 69_999_999L));

        assertThat(score.score()).isEqualTo(69);
        assertThat(score.hundredths()).isEqualTo(69_99);
        assertThat(score.status()).isEqualTo(HealthStatus.NEUTRAL);
        assertThat(score.dimensions()).extracting(DimensionValue::shown).containsOnly(70);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 49, 50, 69, 70, 100})
    void putsEveryWholeScoreInItsBand(int value) {
        var score = combined(HealthModel.BALANCED, values(value, value, value, value));

        assertThat(score.score()).isEqualTo(value);
        assertThat(score.status())
                .isEqualTo(
                        value >= 70 ? HealthStatus.HEALTHY : value >= 50 ? HealthStatus.NEUTRAL : HealthStatus.AT_RISK);
    }

    @Test
    void fallsToTheFloorWhenNobodyComesBack() {
        var events = List.of(new Event(NOW.minus(Duration.ofDays(222)), "ana", "report_exported"));

        var score = score(events);

        assertThat(score.dimensions().getFirst().shown()).isZero();
        assertThat(score.score()).isEqualTo(27);
        assertThat(score.status()).isEqualTo(HealthStatus.AT_RISK);
    }

    @Test
    void spreadsTheWeightOfMissingDimensionsOverTheOthers() {
        var model = redistributing();

        var score = combined(model, Arrays.asList(60_000_000L, null, 30_000_000L, null));

        assertThat(score.hundredths()).isEqualTo(50_00);
        assertThat(score.dimensions()).extracting(DimensionValue::shown).containsExactly(60, null, 30, null);
        assertThat(score.parts().stream().mapToLong(Part::units).sum()).isEqualTo(score.units());
    }

    @Test
    void hasNoScoreWhenEveryDimensionIsMissing() {
        var score = Scorer.score(CustomerAggregates.NONE, redistributing(), NOW);

        assertThat(score.score()).isNull();
        assertThat(score.status()).isNull();
    }

    @Test
    void refusesWeightsThatDoNotSumToOne() {
        var lonely = new Dimension(DimensionName.USAGE, Weight.of(new BigDecimal("0.9999")), 0, List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new HealthModel(1, List.of(lonely), Missing.NEUTRAL, HealthModel.BALANCED.bands(), Map.of()))
                .withMessageContaining("exactly 1");
    }

    @Test
    void printsWeightsAsTheGuideDoes() {
        assertThat(HealthModel.BALANCED.dimensions())
                .extracting(dimension -> dimension.weight().value().toPlainString())
                .containsExactly("0.40", "0.30", "0.20", "0.10");
        assertThat(Weight.of(new BigDecimal("0.125")).value()).hasToString("0.125");
    }

    @Test
    void roundsHalfToEven() {
        assertThat(FixedPoint.divide(5, 10)).isZero();
        assertThat(FixedPoint.divide(15, 10)).isEqualTo(2);
        assertThat(FixedPoint.divide(-5, 10)).isZero();
        assertThat(FixedPoint.divide(-15, 10)).isEqualTo(-2);
        assertThat(FixedPoint.divide(-16, 10)).isEqualTo(-2);
    }

    private static HealthModel redistributing() {
        var balanced = HealthModel.BALANCED;
        return new HealthModel(2, balanced.dimensions(), Missing.REDISTRIBUTE, balanced.bands(), Map.of());
    }

    private static Score combined(HealthModel model, List<@Nullable Long> millionths) {
        var values = new ArrayList<DimensionValue>();
        var parts = new ArrayList<Part>();
        var sum = 0L;
        var present = 0;
        for (int i = 0; i < millionths.size(); i++) {
            var dimension = model.dimensions().get(i);
            var value = millionths.get(i);
            values.add(new DimensionValue(dimension.name(), value, dimension.weight()));
            if (value != null) {
                var weight = dimension.weight().tenThousandths();
                parts.add(new Part(dimension.name(), Signal.PRIOR, value * weight));
                sum += value * weight;
                present += weight;
            }
        }
        return Scorer.combine(model, values, parts, sum, present);
    }

    private static List<@Nullable Long> values(int... values) {
        return Arrays.stream(values)
                .mapToObj(value -> (@Nullable Long) (value * FixedPoint.ONE))
                .toList();
    }

    private static Score score(List<Event> events) {
        return Scorer.score(Histories.aggregates(events), HealthModel.BALANCED, NOW);
    }
}
