package com.lealup.health.score;

/** How a signal is measured: what its curve's x is. */
public enum Measure {
    /** Days since the last such event. */
    DAYS_SINCE,
    /** Days with such an event, each fading with its age. */
    DAYS,
    /** Each day's distinct users, summed; the days fade. */
    USER_DAYS,
    /** Distinct event names; each fades with the last day it was seen. */
    NAMES,
    /** The burden of the tickets that are open, by severity. Nothing of it fades before they are closed. */
    OPEN_BURDEN,
    /** Escalated tickets: whole while open, fading once closed. */
    ESCALATED,
    /** Tickets, fading since they were opened. */
    OPENED,
    /** Closed tickets, fading since they were closed. */
    CLOSED,
    /** Answers to a survey: x is the answer, y the value it speaks for. */
    ANSWERS,
    /** Nothing: what is left over. */
    NONE
}
