package com.lealup.health.score;

/**
 * How usage is read from the aggregates: {@code prior + recency + activeDays + userDays + features - idle}, between 0
 * and 100.
 *
 * @param fade what a day still counts, by days since it began: whole at first, nothing once it has left the window
 * @param recency points by days since the last event
 * @param activeDays points by days with an event
 * @param userDays points by the sum of each day's distinct users
 * @param features points by distinct event names
 * @param idle points taken away by days since the last event
 */
public record UsageCurves(Curve fade, Curve recency, Curve activeDays, Curve userDays, Curve features, Curve idle) {

    /** The published curves, over 28 days. */
    static UsageCurves published() {
        return new UsageCurves(
                Curve.of("27", "1", "28", "0"),
                Curve.of("1", "10", "14", "0"),
                Curve.of("0", "0", "1", "2", "20", "16"),
                Curve.of("0", "0", "1", "1", "2", "1", "100", "12"),
                Curve.of("0", "0", "2", "1.75", "12", "8"),
                Curve.of("2", "0", "30", "50"));
    }
}
