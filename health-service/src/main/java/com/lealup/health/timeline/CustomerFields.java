package com.lealup.health.timeline;

import java.util.Map;
import java.util.TreeMap;

/**
 * A customer at one moment, as plain values.
 *
 * @param fields text and decimal numbers by the API's names; what is empty is absent
 * @param custom the values of custom fields, as JSON text
 */
record CustomerFields(Map<String, Object> fields, Map<String, String> custom) {

    /** No customer: before it was created. */
    static final CustomerFields NONE = new CustomerFields(Map.of(), Map.of());

    CustomerFields {
        fields = Map.copyOf(fields);
        custom = Map.copyOf(custom);
    }

    /** The names that occur in either, in order. */
    static <T> Iterable<String> names(Map<String, T> one, Map<String, T> other) {
        var names = new TreeMap<String, T>(one);
        names.putAll(other);
        return names.keySet();
    }
}
