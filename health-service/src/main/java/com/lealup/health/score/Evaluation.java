package com.lealup.health.score;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every rule of a model gives at one instant. While nothing happens each of them only falls or only rises, so two
 * evaluations bound everything that can be shown between their instants.
 */
final class Evaluation {

    private final HealthModel model;
    private final CustomerAggregates aggregates;
    private final long now;

    /** By dimension and rule: millionths of a point, negative if it takes away; for answers, what speaks for more. */
    private final long[] @Nullable [] terms;

    /** By dimension and rule: for answers, what speaks for less. */
    private final long[] @Nullable [] against;

    /** By dimension: what its answers weigh together. */
    private final long[] evidence;

    private Evaluation(CustomerAggregates aggregates, HealthModel model, long now) {
        var size = model.dimensions().size();
        this.model = model;
        this.aggregates = aggregates;
        this.now = now;
        this.terms = new long[size][];
        this.against = new long[size][];
        this.evidence = new long[size];
    }

    /** Evaluates the model at an instant, in microseconds since 1970. */
    static Evaluation of(CustomerAggregates aggregates, HealthModel model, long now) {
        var evaluation = new Evaluation(aggregates, model, now);
        for (int i = 0; i < evaluation.terms.length; i++) {
            evaluation.evaluate(i);
        }
        return evaluation;
    }

    /** Whether a dimension has a source; without one its rules give nothing. */
    boolean isPresent(int dimension) {
        return terms[dimension] != null;
    }

    /** What a rule gives at this instant, in millionths of a point. */
    long term(int dimension, int rule) {
        var less = against[dimension];
        return less == null || !isMean(dimension, rule)
                ? more(dimension, rule)
                : FixedPoint.divide(more(dimension, rule) - less[rule], evidence(dimension));
    }

    /** The least a rule gives between this instant and a later one. */
    long lowest(Evaluation later, int dimension, int rule) {
        if (!isMean(dimension, rule)) {
            return (falls(dimension, rule) ? later : this).more(dimension, rule);
        }
        var sum = later.more(dimension, rule) - less(dimension, rule);
        return FixedPoint.divide(sum, (sum < 0 ? later : this).evidence(dimension));
    }

    /** The most a rule gives between this instant and a later one. */
    long highest(Evaluation later, int dimension, int rule) {
        if (!isMean(dimension, rule)) {
            return (falls(dimension, rule) ? this : later).more(dimension, rule);
        }
        var sum = more(dimension, rule) - later.less(dimension, rule);
        return FixedPoint.divide(sum, (sum < 0 ? this : later).evidence(dimension));
    }

    private long more(int dimension, int rule) {
        var own = terms[dimension];
        return own == null ? 0 : own[rule];
    }

    private long less(int dimension, int rule) {
        var own = against[dimension];
        return own == null ? 0 : own[rule];
    }

    /** A single answer that has faded must not count like a fresh one. */
    private long evidence(int dimension) {
        return Math.max(evidence[dimension], FixedPoint.ONE);
    }

    private boolean falls(int dimension, int rule) {
        return rules(dimension).get(rule).signal().fallsWithTime();
    }

    private boolean isMean(int dimension, int rule) {
        return rules(dimension).get(rule).signal().measure() == Measure.ANSWERS;
    }

    private List<SignalRule> rules(int dimension) {
        return model.dimensions().get(dimension).signals();
    }

    private void evaluate(int dimension) {
        var rules = rules(dimension);
        for (int i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            if (rule.signal().measure() == Measure.ANSWERS) {
                answers(dimension, i, rule);
            } else if (isFed(rule)) {
                var height = rule.curve().at(measure(rule));
                terms(dimension)[i] = rule.signal().effect() == Signal.Effect.TAKES ? -height : height;
            }
        }
    }

    private long[] terms(int dimension) {
        var own = terms[dimension];
        if (own == null) {
            own = new long[rules(dimension).size()];
            terms[dimension] = own;
        }
        return own;
    }

    private long[] against(int dimension) {
        var own = against[dimension];
        if (own == null) {
            own = new long[rules(dimension).size()];
            against[dimension] = own;
        }
        return own;
    }

    private boolean isFed(SignalRule rule) {
        return switch (rule.signal().measure()) {
            case USER_DAYS, NAMES -> aggregates.usage().lastEventAt() != null;
            case DAYS, DAYS_SINCE -> last(rule) != null;
            case OPEN_BURDEN, ESCALATED, OPENED, CLOSED -> !aggregates.tickets().isEmpty();
            case ANSWERS, NONE -> false;
        };
    }

    private long measure(SignalRule rule) {
        return switch (rule.signal().measure()) {
            case DAYS_SINCE -> daysSince(rule);
            case DAYS -> days(rule);
            case USER_DAYS -> userDays(rule.fading());
            case NAMES -> weights(aggregates.usage().featureDays(), rule.fading());
            case OPEN_BURDEN -> burden();
            case ESCALATED -> escalated(rule.fading());
            case OPENED -> opened(rule.fading());
            case CLOSED -> closed(rule.fading());
            case ANSWERS, NONE -> throw new IllegalStateException(rule.signal() + " is not measured");
        };
    }

    private long daysSince(SignalRule rule) {
        var last = last(rule);
        return last == null ? 0 : Math.max(0, FixedPoint.days(now - FixedPoint.micros(last)));
    }

    private long days(SignalRule rule) {
        if (rule.signal().isFedByUsage()) {
            return weights(aggregates.usage().days(), rule.fading());
        }
        var days = new int[8];
        var count = 0;
        for (var event : aggregates.events()) {
            if (feeds(event, rule)) {
                for (var day : event.days()) {
                    if (count == days.length) {
                        days = Arrays.copyOf(days, count * 2);
                    }
                    days[count++] = Math.toIntExact(day.toEpochDay());
                }
            }
        }
        return weights(distinct(days, count), rule.fading());
    }

    private static int[] distinct(int[] days, int count) {
        return Arrays.stream(days, 0, count).distinct().toArray();
    }

    private long userDays(Fade fade) {
        var days = aggregates.usage().days();
        var users = aggregates.usage().users();
        var sum = 0L;
        for (int i = 0; i < days.length; i++) {
            sum += weight(days[i], fade) * users[i];
        }
        return sum;
    }

    private long weights(int[] days, Fade fade) {
        var sum = 0L;
        for (var day : days) {
            sum += weight(day, fade);
        }
        return sum;
    }

    /** A day fades by the time since it began, so that nothing jumps at midnight. */
    private long weight(int day, Fade fade) {
        return fade.weight(now - day * FixedPoint.MICROS_PER_DAY);
    }

    private long burden() {
        var sum = 0L;
        for (var ticket : aggregates.tickets()) {
            if (ticket.isOpen()) {
                sum += ticket.severity().burden() * FixedPoint.ONE;
            }
        }
        return sum;
    }

    private long escalated(Fade fade) {
        var sum = 0L;
        for (var ticket : aggregates.tickets()) {
            if (ticket.escalatedAt() != null) {
                sum += ticket.isOpen() ? FixedPoint.ONE : since(ticket.closedAt(), fade);
            }
        }
        return sum;
    }

    private long opened(Fade fade) {
        var sum = 0L;
        for (var ticket : aggregates.tickets()) {
            sum += since(ticket.openedAt(), fade);
        }
        return sum;
    }

    private long closed(Fade fade) {
        var sum = 0L;
        for (var ticket : aggregates.tickets()) {
            if (!ticket.isOpen()) {
                sum += since(ticket.closedAt(), fade);
            }
        }
        return sum;
    }

    private long since(@Nullable Instant at, Fade fade) {
        return at == null ? 0 : fade.weight(now - FixedPoint.micros(at));
    }

    private void answers(int dimension, int rule, SignalRule survey) {
        var prior = model.dimensions().get(dimension).prior();
        for (var answer : aggregates.answers()) {
            var weight = answer.survey() == survey.signal() ? since(answer.at(), survey.fading()) : 0;
            if (weight > 0) {
                var distance = survey.curve().at(answer.score()) - prior;
                terms(dimension)[rule] += weight * Math.max(distance, 0);
                against(dimension)[rule] += weight * Math.max(-distance, 0);
                evidence[dimension] += weight;
            }
        }
    }

    private @Nullable Instant last(SignalRule rule) {
        if (rule.signal().isFedByUsage()) {
            return aggregates.usage().lastEventAt();
        }
        Instant last = null;
        for (var event : aggregates.events()) {
            if (feeds(event, rule) && (last == null || event.lastAt().isAfter(last))) {
                last = event.lastAt();
            }
        }
        return last;
    }

    private boolean feeds(EventAggregates event, SignalRule rule) {
        for (var name : rule.events()) {
            if (name.key() == event.name()) {
                return true;
            }
        }
        for (var reserved : rule.signal().events()) {
            for (var name : model.names(reserved)) {
                if (name.key() == event.name()) {
                    return true;
                }
            }
        }
        return false;
    }
}
