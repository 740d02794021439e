package com.lealup.health.usage;

import com.lealup.health.score.HealthModel;
import com.lealup.health.score.ReservedEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the names of events mean to a workspace. */
final class Meanings {

    private final Map<String, ReservedEvent> reserved = new HashMap<>();
    private final Set<String> chosen = new HashSet<>();

    Meanings(HealthModel model) {
        for (var event : ReservedEvent.values()) {
            model.names(event).forEach(name -> reserved.put(name.toString(), event));
        }
        for (var dimension : model.dimensions()) {
            for (var rule : dimension.signals()) {
                rule.events().forEach(name -> chosen.add(name.toString()));
            }
        }
    }

    /** The reserved event it stands for, if it stands for one; then it is no use of the product. */
    @Nullable
    ReservedEvent reserved(Event event) {
        return reserved.get(event.name());
    }

    /** Whether the day it happened on feeds a signal. */
    boolean isCountedByDay(Event event) {
        var meaning = reserved(event);
        return chosen.contains(event.name()) || (meaning != null && meaning.isCountedByDay());
    }
}
