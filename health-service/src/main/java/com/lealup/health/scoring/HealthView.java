package com.lealup.health.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.lealup.health.customer.CustomerKey;
import com.lealup.health.override.OverrideView;
import com.lealup.health.score.CustomerAggregates;
import com.lealup.health.score.DimensionValue;
import com.lealup.health.score.HealthModel;
import com.lealup.health.score.Scorer;
import com.lealup.health.scoring.ShownScores.Shown;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer's health as the guide prints it, and what was added.
 *
 * @param score null, with {@code status} and {@code updatedAt}, before the first one; dimensions then stand where every
 *     customer starts
 * @param updatedAt when any of it last changed
 * @param override what a person has set; left out if nobody has
 */
record HealthView(
        String customerId,
        @Nullable Integer score,
        @Nullable String status,
        Map<String, Dimension> dimensions,
        @Nullable Instant updatedAt,
        Trend trend,
        int modelVersion,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OverrideView override) {

    /** A dimension: its value rounded half-up, its weight with at least two decimals. */
    record Dimension(@Nullable Integer value, BigDecimal weight) {}

    /** What the score moved by; null where there was no score then. */
    record Trend(
            @com.fasterxml.jackson.annotation.JsonProperty("change_7d") @Nullable
            Integer week,

            @com.fasterxml.jackson.annotation.JsonProperty("change_30d") @Nullable
            Integer month) {}

    static HealthView of(CustomerKey customer, Shown shown) {
        return new HealthView(
                customer.customer().toString(),
                shown.score(),
                shown.status(),
                dimensions(shown.dimensions()),
                shown.scoredAt(),
                new Trend(difference(shown.score(), shown.weekAgo()), difference(shown.score(), shown.monthAgo())),
                shown.modelVersion(),
                shown.override());
    }

    static HealthView beforeTheFirst(CustomerKey customer, HealthModel model, Instant now) {
        var start = Scorer.score(CustomerAggregates.NONE, model, now);
        return new HealthView(
                customer.customer().toString(),
                null,
                null,
                dimensions(start.dimensions()),
                null,
                new Trend(null, null),
                model.version(),
                null);
    }

    private static Map<String, Dimension> dimensions(List<DimensionValue> values) {
        var dimensions = new LinkedHashMap<String, Dimension>();
        values.forEach(value -> dimensions.put(
                value.name().value(),
                new Dimension(value.shown(), value.weight().value())));
        return dimensions;
    }

    private static @Nullable Integer difference(@Nullable Integer now, @Nullable Integer then) {
        return now == null || then == null ? null : now - then;
    }
}
