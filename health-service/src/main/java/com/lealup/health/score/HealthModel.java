package com.lealup.health.score;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Everything a workspace can decide about its score.
 *
 * @param version counts up with every change
 * @param dimensions in the order they are shown; their weights sum to exactly 1
 * @param missing what a dimension without a source does
 * @param bands where healthy and neutral begin
 * @param eventNames the names that stand for a reserved event; one that is not mentioned stands for itself
 */
public record HealthModel(
        int version,
        List<Dimension> dimensions,
        Missing missing,
        Bands bands,
        Map<ReservedEvent, List<EventName>> eventNames) {

    /** The most dimensions of a model. */
    public static final int MAX_DIMENSIONS = 20;

    /** The version every workspace starts with. */
    public static final HealthModel BALANCED = Preset.BALANCED.model();

    /**
     * A dimension and what it counts for.
     *
     * @param prior its value, in millionths, while it has no source, and where its signals start from
     * @param signals each at most once
     */
    public record Dimension(DimensionName name, Weight weight, long prior, List<SignalRule> signals) {

        /** Refuses a dimension with a signal that is there twice. */
        public Dimension {
            signals = List.copyOf(signals);
            if (prior < 0 || prior > 100 * FixedPoint.ONE) {
                throw new IllegalArgumentException("A dimension starts between 0 and 100");
            }
            var seen = new HashSet<Signal>();
            for (var rule : signals) {
                if (!seen.add(rule.signal())) {
                    throw new IllegalArgumentException("A signal is at most once in a dimension");
                }
            }
        }
    }

    /** What happens to a dimension that has no source. */
    public enum Missing {
        /** It stands at its prior. */
        NEUTRAL,
        /** It has no value, and its weight is spread in proportion over the others. */
        REDISTRIBUTE
    }

    /** Refuses weights that do not sum to exactly 1, and a name that is there twice. */
    public HealthModel {
        dimensions = List.copyOf(dimensions);
        eventNames = named(eventNames);
        var sum = dimensions.stream()
                .mapToInt(dimension -> dimension.weight().tenThousandths())
                .sum();
        if (sum != Weight.WHOLE) {
            throw new IllegalArgumentException("The weights of a health model sum to exactly 1");
        }
        if (dimensions.size() > MAX_DIMENSIONS
                || dimensions.stream().map(Dimension::name).distinct().count() < dimensions.size()) {
            throw new IllegalArgumentException("A model has at most 20 dimensions, each with a name of its own");
        }
    }

    /** The names that stand for a reserved event. */
    public List<EventName> names(ReservedEvent event) {
        return eventNames.getOrDefault(event, List.of());
    }

    private static Map<ReservedEvent, List<EventName>> named(Map<ReservedEvent, List<EventName>> chosen) {
        var names = new EnumMap<ReservedEvent, List<EventName>>(ReservedEvent.class);
        for (var event : ReservedEvent.values()) {
            var own = chosen.get(event);
            names.put(event, own == null ? List.of(new EventName(event.text())) : List.copyOf(own));
        }
        return Collections.unmodifiableMap(names);
    }

    /** The same under another version. */
    public HealthModel as(int otherVersion) {
        return new HealthModel(otherVersion, dimensions, missing, bands, eventNames);
    }
}
