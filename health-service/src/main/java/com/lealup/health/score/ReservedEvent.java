package com.lealup.health.score;

import java.util.Locale;

/**
 * What an event can tell beside usage. Each has a name of its own until a workspace says which of its names mean it.
 */
public enum ReservedEvent {
    /** The customer wrote to us. */
    EMAIL_RECEIVED,
    /** We wrote to the customer. */
    EMAIL_SENT,
    /** We met. */
    MEETING_HELD,
    /** The customer answered when we reached out. */
    OUTREACH_REPLIED,
    /** {@code ticket_id}, {@code severity}. */
    TICKET_OPENED,
    /** {@code ticket_id}. */
    TICKET_CLOSED,
    /** {@code ticket_id}. */
    TICKET_ESCALATED,
    /** {@code score}, 0 to 10. */
    NPS_SUBMITTED,
    /** {@code score}, 1 to 5. */
    CSAT_SUBMITTED,
    /** {@code phrase}: a word of leaving. */
    CHURN_SIGNAL;

    /** The name as the API prints it, which is also the event's own name. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether what counts is the day it happened on, and not what is inside. */
    public boolean isCountedByDay() {
        return switch (this) {
            case EMAIL_RECEIVED, EMAIL_SENT, MEETING_HELD, OUTREACH_REPLIED, CHURN_SIGNAL -> true;
            case TICKET_OPENED, TICKET_CLOSED, TICKET_ESCALATED, NPS_SUBMITTED, CSAT_SUBMITTED -> false;
        };
    }
}
