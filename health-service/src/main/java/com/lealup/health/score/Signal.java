package com.lealup.health.score;

import java.util.List;
import java.util.Locale;

/** What moves a dimension. */
public enum Signal {
    /** How short ago the last event was. */
    RECENCY(Measure.DAYS_SINCE, Effect.ADDS, "how recent the last activity is"),
    /** Days with an event. */
    ACTIVE_DAYS(Measure.DAYS, Effect.ADDS, "active days"),
    /** Each day's distinct users, summed. */
    USER_DAYS(Measure.USER_DAYS, Effect.ADDS, "active users"),
    /** Distinct event names. */
    FEATURES(Measure.NAMES, Effect.ADDS, "features in use"),
    /** Days without an event. */
    IDLE(Measure.DAYS_SINCE, Effect.TAKES, "days without activity"),

    /** How short ago we were last in touch. */
    TOUCH_RECENCY(Measure.DAYS_SINCE, Effect.ADDS, "how recent the last touch is"),
    /** Days with a meeting. */
    MEETINGS(Measure.DAYS, Effect.ADDS, "meetings"),
    /** Days on which the customer wrote or answered. */
    REPLIES(Measure.DAYS, Effect.ADDS, "replies"),
    /** Days on which we wrote. */
    OUTREACH(Measure.DAYS, Effect.ADDS, "outreach"),
    /** Days without any touch. */
    SILENCE(Measure.DAYS_SINCE, Effect.TAKES, "days without a touch"),

    /** What is open, by severity. */
    OPEN_TICKETS(Measure.OPEN_BURDEN, Effect.TAKES, "open tickets"),
    /** Tickets that were escalated. */
    ESCALATIONS(Measure.ESCALATED, Effect.TAKES, "escalated tickets"),
    /** How many tickets came lately. */
    NEW_TICKETS(Measure.OPENED, Effect.TAKES, "new tickets"),
    /** Tickets closed lately. */
    RESOLVED_TICKETS(Measure.CLOSED, Effect.ADDS, "resolved tickets"),

    /** "How likely are you to recommend us?", 0 to 10. */
    NPS(Measure.ANSWERS, Effect.MEANS, "NPS answers"),
    /** "How satisfied are you?", 1 to 5. */
    CSAT(Measure.ANSWERS, Effect.MEANS, "CSAT answers"),
    /** Days with a word of leaving. */
    CHURN_SIGNALS(Measure.DAYS, Effect.TAKES, "signs of churn"),

    /** In a dimension of the workspace's own: days with one of its events. */
    EVENT_DAYS(Measure.DAYS, Effect.ADDS, "days with its events"),
    /** In a dimension of the workspace's own: how short ago the last of its events was. */
    EVENT_RECENCY(Measure.DAYS_SINCE, Effect.ADDS, "how recent its last event is"),
    /** In a dimension of the workspace's own: days with an event that bodes ill. */
    RISK_DAYS(Measure.DAYS, Effect.TAKES, "days with its warning signs"),

    /** What the limits 0 and 100 took off. */
    LIMIT(Measure.NONE, Effect.REMAINS, "the limits of the scale"),
    /** Where a dimension starts: its value while it has no source. */
    PRIOR(Measure.NONE, Effect.REMAINS, "the starting value"),
    /** What a person added or took away by setting the score. */
    OVERRIDE(Measure.NONE, Effect.REMAINS, "set by hand");

    /** The longest that use of the product can count, in days: what is aggregated of it is kept little longer. */
    public static final int MAX_USAGE_DAYS = 56;

    /** What a signal does to its dimension. */
    public enum Effect {
        /** Adds the height of its curve. */
        ADDS,
        /** Takes away the height of its curve. */
        TAKES,
        /** Draws the value towards the mean of what was answered. */
        MEANS,
        /** Follows from the others. */
        REMAINS
    }

    private static final List<ReservedEvent> TOUCHES = List.of(
            ReservedEvent.EMAIL_RECEIVED,
            ReservedEvent.EMAIL_SENT,
            ReservedEvent.MEETING_HELD,
            ReservedEvent.OUTREACH_REPLIED);

    private static final List<ReservedEvent> MEETING = List.of(ReservedEvent.MEETING_HELD);
    private static final List<ReservedEvent> REPLY =
            List.of(ReservedEvent.EMAIL_RECEIVED, ReservedEvent.OUTREACH_REPLIED);
    private static final List<ReservedEvent> LETTER = List.of(ReservedEvent.EMAIL_SENT);
    private static final List<ReservedEvent> FAREWELL = List.of(ReservedEvent.CHURN_SIGNAL);

    private final Measure measure;
    private final Effect effect;
    private final String words;

    Signal(Measure measure, Effect effect, String words) {
        this.measure = measure;
        this.effect = effect;
        this.words = words;
    }

    /** As the API prints it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #text()}. */
    public static Signal of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** What its curve is over. */
    public Measure measure() {
        return measure;
    }

    /** What it does to its dimension. */
    public Effect effect() {
        return effect;
    }

    /** The reserved events that feed it; none if it is fed otherwise. */
    public List<ReservedEvent> events() {
        return switch (this) {
            case TOUCH_RECENCY, SILENCE -> TOUCHES;
            case MEETINGS -> MEETING;
            case REPLIES -> REPLY;
            case OUTREACH -> LETTER;
            case CHURN_SIGNALS -> FAREWELL;
            default -> List.of();
        };
    }

    /** Whether a model names the events that feed it. */
    public boolean isFedByChoice() {
        return this == EVENT_DAYS || this == EVENT_RECENCY || this == RISK_DAYS;
    }

    /** Whether what it is measured by fades with age. */
    public boolean fades() {
        return switch (measure) {
            case DAYS, USER_DAYS, NAMES, ESCALATED, OPENED, CLOSED, ANSWERS -> true;
            case DAYS_SINCE, OPEN_BURDEN, NONE -> false;
        };
    }

    /** Whether it is fed by every use of the product. */
    public boolean isFedByUsage() {
        return measure == Measure.USER_DAYS || measure == Measure.NAMES || (isCountedByDay() && !isFedByNames());
    }

    /** For how many days what it counts may count at most. */
    public int maxDays() {
        return isFedByUsage() ? MAX_USAGE_DAYS : Fade.MAX_DAYS;
    }

    private boolean isCountedByDay() {
        return measure == Measure.DAYS || measure == Measure.DAYS_SINCE;
    }

    private boolean isFedByNames() {
        return isFedByChoice() || !events().isEmpty();
    }

    /** Whether, while nothing happens, what it gives its dimension never rises; otherwise it never falls. */
    boolean fallsWithTime() {
        return effect != Effect.TAKES || measure == Measure.DAYS_SINCE;
    }

    String words() {
        return words;
    }
}
