package com.lealup.schemas;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** What every schema of the contract keeps to, so that it can be read by everyone and grow without breaking anyone. */
final class SchemaRules {

    private final List<String> violations = new ArrayList<>();

    private SchemaRules() {}

    /** What is wrong with one named schema, a sentence each; nothing when it keeps to the rules. */
    static List<String> violations(Schema schema) {
        var rules = new SchemaRules();
        rules.named(schema);
        return rules.violations;
    }

    private void named(Schema schema) {
        String name = schema.getFullName();
        check(schema.getNamespace().equals(SchemaFiles.NAMESPACE), name + " is outside " + SchemaFiles.NAMESPACE);
        check(isSentence(schema.getDoc()), name + " has no doc");
        switch (schema.getType()) {
            case ENUM -> {
                check("UNKNOWN".equals(schema.getEnumDefault()), name + " does not default to UNKNOWN");
                check(schema.getEnumSymbols().getFirst().equals("UNKNOWN"), name + " does not begin with UNKNOWN");
            }
            case RECORD -> schema.getFields().forEach(field -> field(name + "." + field.name(), field));
            default -> violations.add(name + " is neither a record nor an enum");
        }
    }

    private void field(String name, Schema.Field field) {
        check(isSentence(field.doc()), name + " has no doc");
        Schema schema = field.schema();
        if (schema.isNullable()) {
            check(
                    schema.isUnion() && schema.getTypes().getFirst().getType() == Schema.Type.NULL,
                    name + " does not have null as its first branch");
            check(
                    field.hasDefaultValue() && field.defaultVal() instanceof JsonProperties.Null,
                    name + " does not default to null");
        }
        if (schema.getType() == Schema.Type.ARRAY || schema.getType() == Schema.Type.MAP) {
            check(field.hasDefaultValue(), name + " does not default to empty");
        }
        if (field.name().endsWith("_at") || field.name().equals("at")) {
            check(isInstant(schema), name + " is not a timestamp-micros");
        }
        check(!isFloatingPoint(schema), name + " is a binary float");
    }

    private static boolean isInstant(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream().anyMatch(SchemaRules::isInstant)
                : schema.getLogicalType() instanceof LogicalTypes.TimestampMicros;
    }

    private static boolean isFloatingPoint(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> schema.getTypes().stream().anyMatch(SchemaRules::isFloatingPoint);
            case ARRAY -> isFloatingPoint(schema.getElementType());
            case MAP -> isFloatingPoint(schema.getValueType());
            case FLOAT, DOUBLE -> true;
            default -> false;
        };
    }

    private static boolean isSentence(String doc) {
        return doc != null && doc.endsWith(".");
    }

    private void check(boolean kept, String violation) {
        if (!kept) {
            violations.add(violation);
        }
    }
}
