package com.lealup.health.score;

import java.util.List;
import java.util.Locale;

/** What moves a dimension. */
public enum Signal {
    /** How short ago the last event was. */
    RECENCY(Source.USAGE, Measure.DAYS_SINCE, Effect.ADDS, "how recent the last activity is"),
    /** Days with an event. */
    ACTIVE_DAYS(Source.USAGE, Measure.DAYS, Effect.ADDS, "active days"),
    /** Each day's distinct users, summed. */
    USER_DAYS(Source.USAGE, Measure.USER_DAYS, Effect.ADDS, "active users"),
    /** Distinct event names. */
    FEATURES(Source.USAGE, Measure.NAMES, Effect.ADDS, "features in use"),
    /** Days without an event. */
    IDLE(Source.USAGE, Measure.DAYS_SINCE, Effect.TAKES, "days without activity"),

    /** How short ago we were last in touch. */
    TOUCH_RECENCY(Source.NAMES, Measure.DAYS_SINCE, Effect.ADDS, "how recent the last touch is"),
    /** Days with a meeting. */
    MEETINGS(Source.NAMES, Measure.DAYS, Effect.ADDS, "meetings"),
    /** Days on which the customer wrote or answered. */
    REPLIES(Source.NAMES, Measure.DAYS, Effect.ADDS, "replies"),
    /** Days on which we wrote. */
    OUTREACH(Source.NAMES, Measure.DAYS, Effect.ADDS, "outreach"),
    /** Days without any touch. */
    SILENCE(Source.NAMES, Measure.DAYS_SINCE, Effect.TAKES, "days without a touch"),

    /** What is open, by severity. */
    OPEN_TICKETS(Source.TICKETS, Measure.OPEN_BURDEN, Effect.TAKES, "open tickets"),
    /** Tickets that were escalated. */
    ESCALATIONS(Source.TICKETS, Measure.ESCALATED, Effect.TAKES, "escalated tickets"),
    /** How many tickets came lately. */
    NEW_TICKETS(Source.TICKETS, Measure.OPENED, Effect.TAKES, "new tickets"),
    /** Tickets closed lately. */
    RESOLVED_TICKETS(Source.TICKETS, Measure.CLOSED, Effect.ADDS, "resolved tickets"),

    /** "How likely are you to recommend us?", 0 to 10. */
    NPS(Source.ANSWERS, Measure.ANSWERS, Effect.MEANS, "NPS answers"),
    /** "How satisfied are you?", 1 to 5. */
    CSAT(Source.ANSWERS, Measure.ANSWERS, Effect.MEANS, "CSAT answers"),
    /** Days with a word of leaving. */
    CHURN_SIGNALS(Source.NAMES, Measure.DAYS, Effect.TAKES, "signs of churn"),

    /** In a dimension of the workspace's own: days with one of its events. */
    EVENT_DAYS(Source.CHOICE, Measure.DAYS, Effect.ADDS, "days with its events"),
    /** In a dimension of the workspace's own: how short ago the last of its events was. */
    EVENT_RECENCY(Source.CHOICE, Measure.DAYS_SINCE, Effect.ADDS, "how recent its last event is"),
    /** In a dimension of the workspace's own: days with an event that bodes ill. */
    RISK_DAYS(Source.CHOICE, Measure.DAYS, Effect.TAKES, "days with its warning signs"),

    /** What the limits 0 and 100 took off. */
    LIMIT(Source.NOTHING, Measure.NONE, Effect.REMAINS, "the limits of the scale"),
    /** Where a dimension starts: its value while it has no source. */
    PRIOR(Source.NOTHING, Measure.NONE, Effect.REMAINS, "the starting value"),
    /** What a person added or took away by setting the score. */
    OVERRIDE(Source.NOTHING, Measure.NONE, Effect.REMAINS, "set by hand");

    /** The longest that use of the product can count, in days: what is aggregated of it is kept little longer. */
    public static final int MAX_USAGE_DAYS = 56;

    /** What a signal is fed by. */
    private enum Source {
        /** Every use of the product. */
        USAGE,
        /** Reserved events that are counted by the day. */
        NAMES,
        /** Events that the model chooses. */
        CHOICE,
        TICKETS,
        ANSWERS,
        NOTHING
    }

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

    private final Source source;
    private final Measure measure;
    private final Effect effect;
    private final String words;

    Signal(Source source, Measure measure, Effect effect, String words) {
        this.source = source;
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
        return source == Source.CHOICE;
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
        return source == Source.USAGE;
    }

    /** For how many days what it counts may count at most. */
    public int maxDays() {
        return isFedByUsage() ? MAX_USAGE_DAYS : Fade.MAX_DAYS;
    }

    /** Whether, while nothing happens, what it gives its dimension never rises; otherwise it never falls. */
    boolean fallsWithTime() {
        return effect != Effect.TAKES || measure == Measure.DAYS_SINCE;
    }

    String words() {
        return words;
    }
}
