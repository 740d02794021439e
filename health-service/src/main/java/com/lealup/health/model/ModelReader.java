package com.lealup.health.model;

import com.lealup.health.score.Bands;
import com.lealup.health.score.DimensionName;
import com.lealup.health.score.EventName;
import com.lealup.health.score.HealthModel;
import com.lealup.health.score.HealthModel.Dimension;
import com.lealup.health.score.HealthModel.Missing;
import com.lealup.health.score.Preset;
import com.lealup.health.score.ReservedEvent;
import com.lealup.health.score.Signal;
import com.lealup.health.score.SignalRule;
import com.lealup.health.score.Weight;
import com.lealup.platform.json.JsonBody;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads a model that a caller wrote. First every mistake is noted at its field; what is built from the fields is asked
 * for only after the body's {@code finish()} has found none. What is left out is as in the published model; a preset
 * stands for a whole one.
 */
public final class ModelReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private static final Map<String, Preset> PRESETS = named(List.of(Preset.values()), Preset::text);

    private static final Map<String, Signal> OWN_SIGNALS =
            named(Arrays.stream(Signal.values()).filter(Signal::isFedByChoice).toList(), Signal::text);

    private ModelReader() {}

    /** A model of version 1. */
    public static Supplier<HealthModel> read(JsonBody body) {
        if (body.has("preset")) {
            return preset(body);
        }
        var missing = body.choice("missing", Missing.class);
        var bands = bands(body);
        var names = names(body);
        var dimensions = dimensions(body);
        return () -> new HealthModel(1, dimensions.get(), missing.orDefault(Missing.NEUTRAL), bands.get(), names.get());
    }

    private static Supplier<HealthModel> preset(JsonBody body) {
        var preset = body.choice("preset", PRESETS).required();
        for (var other : List.of("missing", "bands", "dimensions", "event_names")) {
            body.any(other)
                    .check(
                            value -> false,
                            "conflicting_fields",
                            "must not stand beside a preset, which is a whole model");
        }
        return () -> preset.value().model();
    }

    private static Supplier<Bands> bands(JsonBody body) {
        var field = body.object("bands").find();
        if (field.isEmpty()) {
            return HealthModel.BALANCED::bands;
        }
        var healthy = field.get().integer("healthy").required().range(1, 100);
        var neutral = field.get()
                .integer("neutral")
                .required()
                .range(0, 99)
                .check(from -> from < healthy.value(), "out_of_range", "must be less than healthy");
        return () -> new Bands(Math.toIntExact(healthy.value()), Math.toIntExact(neutral.value()));
    }

    private static Supplier<Map<ReservedEvent, List<EventName>>> names(JsonBody body) {
        var names = new EnumMap<ReservedEvent, List<String>>(ReservedEvent.class);
        var field = body.object("event_names").find();
        if (field.isPresent()) {
            var taken = new HashSet<String>();
            for (var event : ReservedEvent.values()) {
                var own = EventNames.read(field.get(), event.text(), 0);
                if (own.find().isPresent()) {
                    names.put(event, own.value());
                }
                own.check(
                        texts -> texts.stream().filter(text -> !taken.add(text)).count() == 0,
                        "duplicate",
                        "must not have a name twice, or one that stands for another event");
            }
        }
        return () -> {
            var built = new EnumMap<ReservedEvent, List<EventName>>(ReservedEvent.class);
            names.forEach((event, texts) -> built.put(event, EventNames.of(texts)));
            return built;
        };
    }

    private static Supplier<List<Dimension>> dimensions(JsonBody body) {
        var bodies = body.objects("dimensions").required().size(1, HealthModel.MAX_DIMENSIONS);
        var names = new HashSet<String>();
        var readings = bodies.value().stream()
                .map(dimension -> dimension(dimension, names))
                .toList();
        var sum = readings.stream().map(Reading::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        bodies.check(
                dimensions -> sum.compareTo(BigDecimal.ONE) == 0,
                "weights_not_one",
                "must have weights that sum to exactly 1, not "
                        + sum.stripTrailingZeros().toPlainString());
        return () -> readings.stream().map(reading -> reading.dimension().get()).toList();
    }

    private record Reading(BigDecimal weight, Supplier<Dimension> dimension) {}

    private static Reading dimension(JsonBody body, Set<String> taken) {
        var name = body.text("name")
                .required()
                .matches(NAME, "must be snake_case, at most 64 characters")
                .check(text -> !text.equals("override"), "reserved", "is what scores set by hand are shown under")
                .check(taken::add, "duplicate", "must not be the name of another dimension");
        var weight = body.decimal("weight").required().min(0).max(1).scale(4);
        var prior = body.decimal("prior").min(0).max(100).scale(6);
        var rules = rules(body, name.value());
        return new Reading(
                weight.value(),
                () -> new Dimension(
                        new DimensionName(name.value()),
                        Weight.of(weight.value()),
                        RuleReader.millionths(prior.orDefault(Preset.prior(new DimensionName(name.value())))),
                        rules.get()));
    }

    private static Supplier<List<SignalRule>> rules(JsonBody body, String dimension) {
        var published = Preset.rules(dimension);
        var bodies = body.objects("signals");
        if (published.isEmpty()) {
            bodies.required();
        } else if (bodies.find().isEmpty()) {
            return () -> published;
        }
        var known = published.isEmpty()
                ? OWN_SIGNALS
                : named(published.stream().map(SignalRule::signal).toList(), Signal::text);
        var taken = new HashSet<Signal>();
        var rules = bodies.size(1, 10).value().stream()
                .map(rule -> RuleReader.read(rule, known, taken))
                .toList();
        return () -> rules.stream().map(Supplier::get).toList();
    }

    private static <T> Map<String, T> named(List<T> values, Function<T, String> text) {
        var named = new LinkedHashMap<String, T>();
        values.forEach(value -> named.put(text.apply(value), value));
        return named;
    }
}
