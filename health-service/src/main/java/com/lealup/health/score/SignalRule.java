package com.lealup.health.score;

import com.lealup.health.score.Signal.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a dimension reads one signal.
 *
 * @param events the names that feed it, if the model chooses them; otherwise empty
 * @param fade how what it counts fades, or null if it does not
 * @param curve points by what is measured; for answers, the value by the answer
 */
public record SignalRule(
        Signal signal, List<EventName> events, @Nullable Fade fade, Curve curve) {

    /** Refuses a rule that would make more of something good count less. */
    public SignalRule {
        events = List.copyOf(events);
        if (signal.fades() != (fade != null)) {
            throw new IllegalArgumentException("A signal has a fade exactly if it is counted");
        }
        if (fade != null && fade.ends() > signal.maxDays()) {
            throw new IllegalArgumentException("A signal counts nothing that is no longer known");
        }
        if (signal.isFedByChoice() == events.isEmpty()) {
            throw new IllegalArgumentException("Exactly the signals of a workspace's own dimensions name their events");
        }
        if (!isOrdered(signal, curve)) {
            throw new IllegalArgumentException("A curve runs the way its signal does");
        }
    }

    /** Whether a curve runs the way a signal does: recency falls with the days since, all else rises. */
    public static boolean isOrdered(Signal signal, Curve curve) {
        return mustFall(signal) ? curve.falls() : curve.rises();
    }

    /** Whether a signal's curve must never rise. */
    public static boolean mustFall(Signal signal) {
        return signal.measure() == Measure.DAYS_SINCE && signal.effect() == Effect.ADDS;
    }

    static SignalRule of(Signal signal, String... curve) {
        return new SignalRule(signal, List.of(), null, Curve.of(curve));
    }

    static SignalRule of(Signal signal, Fade fade, String... curve) {
        return new SignalRule(signal, List.of(), fade, Curve.of(curve));
    }

    Fade fading() {
        if (fade == null) {
            throw new IllegalStateException(signal + " does not fade");
        }
        return fade;
    }

    /** The days after the last thing that feeds it from which on time changes nothing. */
    long settledAfterDays() {
        return fade == null ? curve.end() / FixedPoint.ONE + 1 : fade.ends() + 1L;
    }
}
