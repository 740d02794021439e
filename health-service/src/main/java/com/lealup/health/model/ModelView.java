package com.lealup.health.model;

import com.lealup.health.score.EventName;
import com.lealup.health.score.Fade;
import com.lealup.health.score.HealthModel;
import com.lealup.health.score.SignalRule;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model as the API shows and takes it, and as the database keeps it: decimals as people write them.
 *
 * @param eventNames for each reserved event the names that stand for it
 */
record ModelView(String missing, Bands bands, List<Dimension> dimensions, Map<String, List<String>> eventNames) {

    /** Where the bands begin, on the integer score. */
    record Bands(int healthy, int neutral) {}

    /** A dimension. */
    record Dimension(String name, BigDecimal weight, BigDecimal prior, List<Signal> signals) {}

    /**
     * A signal of a dimension.
     *
     * @param events the names that feed it, where the model chooses them
     * @param windowDays with {@code fadeDays}, or null
     * @param halfLifeDays or null
     */
    record Signal(
            String signal,
            @Nullable List<String> events,
            @Nullable Integer windowDays,
            @Nullable Integer fadeDays,
            @Nullable Integer halfLifeDays,
            List<Point> curve) {}

    /** A corner of a curve. */
    record Point(BigDecimal x, BigDecimal y) {}

    static ModelView of(HealthModel model) {
        var names = new LinkedHashMap<String, List<String>>();
        model.eventNames().forEach((event, own) -> names.put(event.text(), texts(own)));
        return new ModelView(
                model.missing().name().toLowerCase(Locale.ROOT),
                new Bands(model.bands().healthyFrom(), model.bands().neutralFrom()),
                model.dimensions().stream().map(ModelView::dimension).toList(),
                names);
    }

    private static Dimension dimension(HealthModel.Dimension dimension) {
        return new Dimension(
                dimension.name().value(),
                dimension.weight().value(),
                decimal(dimension.prior()),
                dimension.signals().stream().map(ModelView::signal).toList());
    }

    private static Signal signal(SignalRule rule) {
        var window = rule.fade() instanceof Fade.Window own ? own : null;
        return new Signal(
                rule.signal().text(),
                rule.events().isEmpty() ? null : texts(rule.events()),
                window == null ? null : window.days(),
                window == null ? null : window.fading(),
                rule.fade() instanceof Fade.HalfLife life ? life.days() : null,
                rule.curve().points().stream()
                        .map(point -> new Point(decimal(point.x()), decimal(point.y())))
                        .toList());
    }

    private static List<String> texts(List<EventName> names) {
        return names.stream().map(EventName::toString).toList();
    }

    private static BigDecimal decimal(long millionths) {
        var exact = BigDecimal.valueOf(millionths, 6).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}
