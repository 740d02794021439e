package com.lealup.health.model;

import com.lealup.health.score.Curve;
import com.lealup.health.score.EventName;
import com.lealup.health.score.Fade;
import com.lealup.health.score.Signal;
import com.lealup.health.score.Signal.Effect;
import com.lealup.health.score.SignalRule;
import com.lealup.platform.json.JsonBody;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one signal of a dimension. */
final class RuleReader {

    private static final int MAX_POINTS = 50;

    private RuleReader() {}

    static Supplier<SignalRule> read(JsonBody body, Map<String, Signal> known, Set<Signal> taken) {
        var field = body.choice("signal", known)
                .required()
                .check(taken::add, "duplicate", "must not be there twice in a dimension");
        var signal = field.find().orElse(null);
        var events = events(body, signal);
        var fade = fade(body, signal);
        var curve = curve(body, signal);
        return () -> new SignalRule(field.value(), events.get(), fade.get(), curve.get());
    }

    private static Supplier<List<EventName>> events(JsonBody body, @Nullable Signal signal) {
        var names = EventNames.read(body, "events", 1);
        if (signal != null && signal.isFedByChoice()) {
            names.required();
        } else if (signal != null) {
            names.check(list -> false, "not_applicable", "is for the signals of a dimension of your own");
        }
        return () -> EventNames.of(names.value());
    }

    private static Supplier<@Nullable Fade> fade(JsonBody body, @Nullable Signal signal) {
        var most = signal == null ? Fade.MAX_DAYS : signal.maxDays();
        var window = body.integer("window_days").range(1, most);
        var fading = body.integer("fade_days")
                .range(1, most)
                .check(days -> window.find().isPresent(), "not_applicable", "goes with window_days")
                .check(days -> days <= window.value(), "out_of_range", "must be at most window_days");
        var life = body.integer("half_life_days").range(1, most / Fade.HalfLife.LIVES);
        if (signal != null && !signal.fades()) {
            for (var field : List.of(window, fading, life)) {
                field.check(days -> false, "not_applicable", "is for signals that are counted over time");
            }
            return () -> null;
        }
        if (signal != null && life.find().isEmpty()) {
            window.required();
        }
        life.check(days -> window.find().isEmpty(), "conflicting_fields", "must not stand beside window_days");
        return () -> life.find()
                .<Fade>map(days -> new Fade.HalfLife(Math.toIntExact(days)))
                .orElseGet(
                        () -> new Fade.Window(Math.toIntExact(window.value()), Math.toIntExact(fading.orDefault(1L))));
    }

    private record Corner(BigDecimal x, BigDecimal y) {

        Curve.Point point() {
            return new Curve.Point(millionths(x), millionths(y));
        }
    }

    private static Supplier<Curve> curve(JsonBody body, @Nullable Signal signal) {
        var bodies = body.objects("curve").required().size(1, MAX_POINTS);
        var corners = new ArrayList<Corner>();
        for (var corner : bodies.value()) {
            var before = corners.isEmpty() ? null : corners.getLast().x();
            var x = corner.decimal("x")
                    .required()
                    .min(0)
                    .max(Curve.MAX_X)
                    .scale(6)
                    .check(
                            value -> before == null || value.compareTo(before) > 0,
                            "out_of_order",
                            "must be greater than the x before it");
            var y = corner.decimal("y").required().min(0).max(Curve.MAX_Y).scale(6);
            corners.add(new Corner(x.value(), y.value()));
        }
        if (signal != null) {
            bodies.check(list -> isOrdered(corners, signal), "wrong_direction", direction(signal));
        }
        return () -> new Curve(corners.stream().map(Corner::point).toList());
    }

    private static boolean isOrdered(List<Corner> corners, Signal signal) {
        var falls = SignalRule.mustFall(signal);
        for (int i = 1; i < corners.size(); i++) {
            var step = corners.get(i).y().compareTo(corners.get(i - 1).y());
            if (falls ? step > 0 : step < 0) {
                return false;
            }
        }
        return true;
    }

    private static String direction(Signal signal) {
        if (SignalRule.mustFall(signal)) {
            return "must not rise: the longer ago, the less it adds";
        }
        return "must not fall: the more there is, the more it "
                + (signal.effect() == Effect.TAKES ? "takes away" : "gives");
    }

    static long millionths(BigDecimal value) {
        return value.movePointRight(6).longValueExact();
    }
}
