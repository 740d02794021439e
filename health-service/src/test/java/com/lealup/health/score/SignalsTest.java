package com.lealup.health.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.lealup.health.score.Fade.HalfLife;
import com.lealup.health.score.Fade.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each signal beside usage does to its dimension, with the published curves. */
class SignalsTest {

    private static final Instant NOW = Histories.NOW;
    private static final LocalDate TODAY = NOW.atZone(ZoneOffset.UTC).toLocalDate();

    @Test
    void raisesEngagementByAMeetingAndLowersItBySilence() {
        var today = event(ReservedEvent.MEETING_HELD, 0);
        var longAgo = event(ReservedEvent.MEETING_HELD, 120);

        assertThat(value("engagement", today)).isEqualTo("67"); // 40 + 15 recent + 12 for a meeting
        assertThat(value("engagement", longAgo)).isEqualTo("10"); // 40 - 30 for silence
    }

    @Test
    void countsADayOfRepliesOnceHoweverManyNamesItHas() {
        var both = new CustomerAggregates(
                UsageAggregates.NONE,
                List.of(events(ReservedEvent.EMAIL_RECEIVED, 0), events(ReservedEvent.OUTREACH_REPLIED, 0)),
                List.of(),
                List.of(),
                null);

        assertThat(value("engagement", both)).isEqualTo("60"); // 40 + 15 recent + 5 for one day of replies
    }

    @Test
    void doesNotLetAnOpenTicketFadeUntilItIsClosed() {
        var opened = NOW.minus(Duration.ofDays(200));
        var open = tickets(new Ticket(Severity.URGENT, opened, null, null));

        assertThat(value("support", open)).isEqualTo("25");
        assertThat(value("support", open, NOW.plus(Duration.ofDays(400)))).isEqualTo("25");
        assertThat(value("support", tickets(new Ticket(Severity.URGENT, opened, NOW, null))))
                .isEqualTo("60");
    }

    @Test
    void holdsATicketForOpenWhenItWasOpenedAgain() {
        var again = new Ticket(Severity.HIGH, NOW, NOW.minusSeconds(60), null);

        assertThat(value("support", tickets(again))).isEqualTo("38");
    }

    @Test
    void takesEscalationsSeriouslyAndForgetsThemAfterClosing() {
        var opened = NOW.minus(Duration.ofDays(40));
        var closed = NOW.minus(Duration.ofDays(10));
        var stillFelt = tickets(new Ticket(Severity.LOW, opened, closed, opened));
        var forgotten = NOW.plus(Duration.ofDays(80));

        assertThat(value("support", stillFelt)).isEqualTo("45"); // 50 - 15 escalated + 10 resolved
        assertThat(value("support", stillFelt, forgotten)).isEqualTo("50");
    }

    @Test
    void fadesAnswersTowardsNoDataAndNotTowardsAVerdict() {
        var answer = answers(new Answer(Signal.NPS, 0, NOW));

        assertThat(value("sentiment", answer)).isEqualTo("0");
        assertThat(value("sentiment", answer, NOW.plus(Duration.ofDays(45)))).isEqualTo("25");
        assertThat(value("sentiment", answer, NOW.plus(Duration.ofDays(300)))).isEqualTo("50");
    }

    @Test
    void takesTheMeanOfWhatSeveralPeopleSay() {
        var answers = answers(
                new Answer(Signal.NPS, 10 * FixedPoint.ONE, NOW),
                new Answer(Signal.NPS, 0, NOW),
                new Answer(Signal.CSAT, 5 * FixedPoint.ONE, NOW),
                new Answer(Signal.CSAT, 5 * FixedPoint.ONE, NOW));

        assertThat(value("sentiment", answers)).isEqualTo("75");
    }

    @Test
    void lowersSentimentByAWordOfLeaving() {
        assertThat(value("sentiment", event(ReservedEvent.CHURN_SIGNAL, 0))).isEqualTo("25");
    }

    @Test
    void readsADimensionOfTheWorkspacesOwn() {
        var paid = new EventName("invoice_paid");
        var model = own(
                new SignalRule(Signal.EVENT_DAYS, List.of(paid), new Window(60, 10), Curve.of("0", "0", "2", "30")));
        var known = new CustomerAggregates(
                UsageAggregates.NONE,
                List.of(new EventAggregates(paid.key(), List.of(TODAY, TODAY.minusDays(30)), NOW)),
                List.of(),
                List.of(),
                null);

        var score = Scorer.score(known, model, NOW);

        assertThat(score.dimensions().getLast().shown()).isEqualTo(80);
        assertThat(score.score()).isEqualTo(80);
    }

    @Test
    void setsTheScoreToWhatAPersonSaysUntilItExpires() {
        var known = CustomerAggregates.NONE;
        var set = new CustomerAggregates(
                known.usage(), List.of(), List.of(), List.of(), new ScoreOverride(90, NOW.plusSeconds(60)));

        var score = Scorer.score(set, HealthModel.BALANCED, NOW);

        assertThat(score.score()).isEqualTo(90);
        assertThat(score.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(score.parts().stream().mapToLong(Part::units).sum()).isEqualTo(score.units());
        assertThat(NextChange.after(set, HealthModel.BALANCED, NOW))
                .hasValueSatisfying(at -> assertThat(at).isBetween(NOW.plusSeconds(60), NOW.plusSeconds(61)));
        assertThat(Scorer.score(set, HealthModel.BALANCED, NOW.plusSeconds(60)).score())
                .isEqualTo(47);
    }

    @Test
    void halvesWithEachHalfLife() {
        var fade = new HalfLife(10);
        var day = Duration.ofDays(1).toNanos() / 1000;

        assertThat(fade.weight(-5)).isEqualTo(1_000_000);
        assertThat(fade.weight(10 * day)).isEqualTo(500_000);
        assertThat(fade.weight(15 * day)).isEqualTo(375_000);
        assertThat(fade.weight(40 * day)).isEqualTo(62_500);
        assertThat(fade.weight(50 * day)).isZero();
    }

    @Test
    void refusesACurveThatRunsTheWrongWay() {
        assertThatIllegalArgumentException().isThrownBy(() -> SignalRule.of(Signal.RECENCY, "0", "0", "10", "10"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignalRule.of(Signal.ACTIVE_DAYS, new Window(28, 1), "0", "10", "10", "0"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignalRule.of(Signal.ACTIVE_DAYS, new Window(90, 1), "0", "0"));
    }

    private static HealthModel own(SignalRule rule) {
        var balanced = HealthModel.BALANCED;
        var dimension = new HealthModel.Dimension(
                new DimensionName("billing"), Weight.of(BigDecimal.ONE), 50 * FixedPoint.ONE, List.of(rule));
        return new HealthModel(2, List.of(dimension), balanced.missing(), balanced.bands(), balanced.eventNames());
    }

    private static CustomerAggregates event(ReservedEvent reserved, int daysAgo) {
        return new CustomerAggregates(
                UsageAggregates.NONE, List.of(events(reserved, daysAgo)), List.of(), List.of(), null);
    }

    private static EventAggregates events(ReservedEvent reserved, int daysAgo) {
        return new EventAggregates(
                new EventName(reserved.text()).key(),
                List.of(TODAY.minusDays(daysAgo)),
                NOW.minus(Duration.ofDays(daysAgo)));
    }

    private static CustomerAggregates tickets(Ticket... tickets) {
        return new CustomerAggregates(UsageAggregates.NONE, List.of(), List.of(tickets), List.of(), null);
    }

    private static CustomerAggregates answers(Answer... answers) {
        return new CustomerAggregates(UsageAggregates.NONE, List.of(), List.of(), List.of(answers), null);
    }

    private static String value(String dimension, CustomerAggregates known) {
        return value(dimension, known, NOW);
    }

    private static String value(String dimension, CustomerAggregates known, Instant now) {
        return Scorer.score(known, HealthModel.BALANCED, now).dimensions().stream()
                .filter(value -> value.name().value().equals(dimension))
                .map(value -> String.valueOf(value.shown()))
                .findFirst()
                .orElseThrow();
    }
}
