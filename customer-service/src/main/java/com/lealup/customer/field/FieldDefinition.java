package com.lealup.customer.field;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.lealup.customer.value.Checked;
import java.time.Instant;
import java.util.List;

/**
 * What a workspace says about one of its fields, as the API shows it.
 *
 * @param revision 1 when created, one more with each change; the number in the ETag
 * @param key the name of the field in {@code custom_fields}; like the type it never changes
 * @param label what people call it
 * @param options what a dropdown offers; empty for the other types
 */
record FieldDefinition(
        DefinitionId id,
        @JsonIgnore long revision,
        String key,
        String label,
        FieldType type,
        List<String> options,
        Instant createdAt,
        Instant updatedAt) {

    FieldDefinition {
        options = List.copyOf(options);
    }

    /** Holds a scalar that a client wrote against the definition. */
    Checked<Object> check(Object value) {
        return type == FieldType.DROPDOWN && value instanceof String text && !options.contains(text)
                ? Checked.invalid("invalid_value", "must be one of the options of this field")
                : type.check(value);
    }

    /** The same definition with another label or options; the same revision when neither is different. */
    FieldDefinition with(String newLabel, List<String> newOptions, Instant now) {
        return newLabel.equals(label) && newOptions.equals(options)
                ? this
                : new FieldDefinition(id, revision + 1, key, newLabel, type, newOptions, createdAt, now);
    }

    String etag() {
        return "\"" + revision + "\"";
    }
}
