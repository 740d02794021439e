package com.lealup.health.rollout;

import com.lealup.health.score.EventName;
import com.lealup.health.score.HealthModel;
import java.util.stream.Stream;

/** Names that a model gives a meaning that they do not have in every workspace. */
final class RecalledNames {

    private RecalledNames() {}

    /** Of those the names that are counted by the day, as aggregates know them. */
    static long[] of(HealthModel model) {
        var chosen = model.dimensions().stream()
                .flatMap(dimension -> dimension.signals().stream())
                .flatMap(rule -> rule.events().stream());
        var mapped = model.eventNames().entrySet().stream()
                .filter(entry -> entry.getKey().isCountedByDay())
                .flatMap(entry -> entry.getValue().stream()
                        .filter(name -> !name.toString().equals(entry.getKey().text())));
        return Stream.concat(chosen, mapped)
                .mapToLong(EventName::key)
                .distinct()
                .toArray();
    }
}
