package com.lealup.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/**
 * Full compatibility of two versions of a schema: readers of each can read what writers of the other wrote. Avro's own
 * check does not look at logical types, so a decimal whose scale changed would pass it and be read a hundred times too
 * large; here it does not pass.
 */
final class Compatibility {

    private final List<String> faults = new ArrayList<>();

    private Compatibility() {}

    /** Why two versions are not compatible; nothing when they are. */
    static List<String> faults(Schema released, Schema current) {
        var compatibility = new Compatibility();
        compatibility.readable("a new reader cannot read old data: ", current, released);
        compatibility.readable("an old reader cannot read new data: ", released, current);
        compatibility.sameMeaning(current.getName(), released, current);
        return compatibility.faults;
    }

    private void readable(String prefix, Schema reader, Schema writer) {
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .forEach(fault -> faults.add(prefix + fault.getLocation() + " " + fault.getMessage()));
    }

    private void sameMeaning(String place, Schema released, Schema current) {
        if (!Objects.equals(meaning(released), meaning(current))) {
            faults.add(place + " was " + meaning(released) + " and is " + meaning(current));
        }
        if (released.getType() != current.getType()) {
            return;
        }
        switch (released.getType()) {
            case RECORD -> {
                for (Schema.Field field : released.getFields()) {
                    Schema.Field now = current.getField(field.name());
                    if (now != null) {
                        sameMeaning(place + "." + field.name(), field.schema(), now.schema());
                    }
                }
            }
            case UNION -> {
                for (int i = 0;
                        i
                                < Math.min(
                                        released.getTypes().size(),
                                        current.getTypes().size());
                        i++) {
                    sameMeaning(
                            place,
                            released.getTypes().get(i),
                            current.getTypes().get(i));
                }
            }
            case ARRAY -> sameMeaning(place + "[]", released.getElementType(), current.getElementType());
            case MAP -> sameMeaning(place + "{}", released.getValueType(), current.getValueType());
            default -> {}
        }
    }

    /** The logical type with its parameters, such as a decimal's precision and scale. */
    private static String meaning(Schema schema) {
        LogicalType type = schema.getLogicalType();
        return type == null ? "plain" : type.getName() + schema.getObjectProps();
    }
}
