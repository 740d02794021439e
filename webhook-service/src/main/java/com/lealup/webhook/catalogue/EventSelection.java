package com.lealup.webhook.catalogue;

import java.util.List;

/**
 * The events that a subscription wants.
 *
 * @param names wire names, or {@code *} for every type that is not opt-in
 */
public record EventSelection(List<String> names) {

    /** Stands for every type that need not be asked for by name. */
    public static final String WILDCARD = "*";

    public EventSelection {
        names = List.copyOf(names);
    }

    public boolean includes(EventType type) {
        return names.contains(type.wireName()) || (type.inWildcard() && names.contains(WILDCARD));
    }
}
