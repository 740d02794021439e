package com.lealup.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetryScheduleTest {

    /** As the settings have it by default. */
    private static final RetrySchedule STANDARD = new RetrySchedule(new Binder(new MapConfigurationPropertySource())
            .bindOrCreate("lealup.delivery", DeliverySettings.class)
            .retries());

    private final RandomGenerator random = new Random(42);

    @ParameterizedTest
    @CsvSource({"1, PT5S", "2, PT5M", "3, PT30M", "4, PT2H", "5, PT5H", "6, PT10H", "7, PT14H", "8, PT20H", "9, PT24H"})
    void waitsWithinATenthOfTheSchedule(int failed, Duration delay) {
        var waits = random.ints(2_000)
                .mapToObj(seed ->
                        STANDARD.after(failed, new Random(seed)).orElseThrow().toMillis())
                .toList();

        var millis = delay.toMillis();
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(millis * 9 / 10, millis * 11 / 10));
        assertThat(waits).anyMatch(wait -> wait < millis * 92 / 100).anyMatch(wait -> wait > millis * 108 / 100);
    }

    @Test
    void givesUpAfterTheTenthAttempt() {
        assertThat(STANDARD.after(10, random)).isEmpty();
        assertThat(NextStep.after(failure(500, null), 9, STANDARD, random)).isEqualTo(new NextStep.GivenUp());
    }

    @ParameterizedTest
    @CsvSource({"200", "201", "204", "299"})
    void countsNothingButTwoHundredsAsSuccess(int status) {
        assertThat(next(failure(status, null), 0)).isEqualTo(new NextStep.Succeeded());
    }

    @ParameterizedTest
    @CsvSource({"100", "199", "300", "301", "304", "307", "400", "404", "429", "500", "503", "599"})
    void retriesEverythingElse(int status) {
        assertThat(next(failure(status, null), 0)).isInstanceOf(NextStep.RetryIn.class);
    }

    @Test
    void retriesWhatWasNotAnswered() {
        assertThat(next(new Outcome.Unanswered("timeout", "…"), 0)).isInstanceOf(NextStep.RetryIn.class);
        assertThat(next(new Outcome.Unanswered("timeout", "…"), 9)).isEqualTo(new NextStep.GivenUp());
    }

    @Test
    void stopsAtAnEndpointThatIsGone() {
        assertThat(next(failure(410, null), 0)).isEqualTo(new NextStep.EndpointGone());
    }

    @Test
    void waitsAsLongAsTheReceiverAsksButNoShorterThanTheSchedule() {
        assertThat(next(failure(429, Duration.ofMinutes(3)), 0)).isEqualTo(new NextStep.RetryIn(Duration.ofMinutes(3)));
        assertThat(next(failure(503, Duration.ZERO), 0))
                .isInstanceOfSatisfying(
                        NextStep.RetryIn.class,
                        retry -> assertThat(retry.delay()).isGreaterThan(Duration.ofSeconds(4)));
    }

    private NextStep next(Outcome outcome, int failedBefore) {
        return NextStep.after(outcome, failedBefore, STANDARD, random);
    }

    private static Outcome failure(int status, Duration retryAfter) {
        return new Outcome.Answered(status, Optional.ofNullable(retryAfter), "");
    }
}
