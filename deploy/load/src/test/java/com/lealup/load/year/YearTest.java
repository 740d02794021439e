package com.lealup.load.year;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is told of a year is what its accounts were meant to do. */
class YearTest {

    private static final int ACCOUNTS = Boolean.getBoolean("lealup.long") ? 1000 : 200;
    private static final Year YEAR = Year.simulated(ACCOUNTS, 2026);

    @Test
    void raisesGrowingAccountsAndAlarmsNobody() {
        var growing = YEAR.of(Kind.GROWING);
        var means = growing.means();

        assertThat(means[364]).isGreaterThan(70).isGreaterThan(means[40] + 10);
        assertThat(growing.drops()).isLessThan(growing.courses().size() / 10);
    }

    @Test
    void takesFadingAccountsIntoAtRisk() {
        var fading = YEAR.of(Kind.FADING);

        assertThat(fading.means()[120]).isGreaterThan(60);
        assertThat(fading.means()[364]).isLessThan(45);
        assertThat(fading.courses())
                .allSatisfy(course -> assertThat(course.crossings()).isNotEmpty());
    }

    @Test
    void takesSeasonalAccountsDownAndUpAgain() {
        var seasonal = YEAR.of(Kind.SEASONAL);
        var means = seasonal.means();

        assertThat(means[110]).isLessThan(means[20] - 10);
        assertThat(means[200]).isGreaterThan(means[110] + 10);
        assertThat(seasonal.crossingsEach()).isGreaterThan(3);
    }

    @Test
    void noticesADeathWithinAMonthAndTellsItAboutOnce() {
        var dying = YEAR.of(Kind.DYING);

        assertThat(dying.means()[Kind.END - 1]).isGreaterThan(70);
        assertThat(dying.courses()).allSatisfy(course -> {
            assertThat(course.scores().get(Kind.END + 30)).isLessThan(50);
            assertThat(course.crossings().stream().anyMatch(day -> day > Kind.END && day <= Kind.END + 30))
                    .isTrue();
        });
    }

    @Test
    void isTheSameYearForTheSameSeed() {
        var again = Year.simulated(ACCOUNTS, 2026);

        for (var kind : Kind.values()) {
            assertThat(again.of(kind).means()).isEqualTo(YEAR.of(kind).means());
        }
        assertThat(YearPlot.svg(again)).isEqualTo(YearPlot.svg(YEAR));
    }
}
