package com.lealup.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParser;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

class SchemaRulesTest {

    @Test
    void everySchemaKeepsToTheRules() {
        assertThat(SchemaFiles.current().values())
                .isNotEmpty()
                .allSatisfy(schema -> assertThat(SchemaRules.violations(schema)).isEmpty());
    }

    @Test
    void everyFileHoldsTheOneTypeItIsNamedAfter() {
        var texts = SchemaFiles.texts(Path.of("src/main/avro"));

        assertThat(texts.keySet()).isEqualTo(SchemaFiles.current().keySet());
        texts.forEach((file, text) -> assertThat(text).contains("\"name\": \"" + file + "\",\n  \"namespace\""));
    }

    @Test
    void everySchemaIsPartOfSomeTopic() {
        Set<String> reached = new HashSet<>();
        Topics.all().forEach(topic -> collect(topic.schema(), reached));

        assertThat(reached).isEqualTo(SchemaFiles.current().keySet());
    }

    @Test
    void everyClassWasGeneratedFromItsFile() throws ClassNotFoundException {
        for (Schema schema : SchemaFiles.current().values()) {
            Schema generated = SpecificData.get().getSchema(Class.forName(schema.getFullName()));

            assertThat(SchemaNormalization.toParsingForm(generated))
                    .isEqualTo(SchemaNormalization.toParsingForm(schema));
        }
    }

    @Test
    void findsEverythingThatIsWrongWithABadRecord() {
        Schema bad = SchemaParser.parseSingle("""
                {"type": "record", "name": "Bad", "namespace": "elsewhere", "fields": [
                  {"name": "silent", "type": "string"},
                  {"name": "required_null", "type": ["null", "string"], "doc": "No default."},
                  {"name": "null_last", "type": ["string", "null"], "doc": "Wrong order.", "default": ""},
                  {"name": "list", "type": {"type": "array", "items": "double"}, "doc": "No default."},
                  {"name": "created_at", "type": "long", "doc": "No logical type."}
                ]}
                """);

        assertThat(SchemaRules.violations(bad))
                .containsExactlyInAnyOrder(
                        "elsewhere.Bad is outside com.lealup.schemas.v1",
                        "elsewhere.Bad has no doc",
                        "elsewhere.Bad.silent has no doc",
                        "elsewhere.Bad.required_null does not default to null",
                        "elsewhere.Bad.null_last does not have null as its first branch",
                        "elsewhere.Bad.null_last does not default to null",
                        "elsewhere.Bad.list does not default to empty",
                        "elsewhere.Bad.list is a binary float",
                        "elsewhere.Bad.created_at is not a timestamp-micros");
    }

    @Test
    void findsEverythingThatIsWrongWithABadEnum() {
        Schema bad = SchemaParser.parseSingle("""
                {"type": "enum", "name": "Bad", "namespace": "com.lealup.schemas.v1", "doc": "Bad.", "symbols": ["A"]}
                """);

        assertThat(SchemaRules.violations(bad))
                .containsExactlyInAnyOrder(
                        "com.lealup.schemas.v1.Bad does not default to UNKNOWN",
                        "com.lealup.schemas.v1.Bad does not begin with UNKNOWN");
    }

    private static void collect(Schema schema, Set<String> names) {
        switch (schema.getType()) {
            case RECORD -> {
                if (names.add(schema.getName())) {
                    schema.getFields().forEach(field -> collect(field.schema(), names));
                }
            }
            case ENUM -> names.add(schema.getName());
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, names));
            case ARRAY -> collect(schema.getElementType(), names);
            case MAP -> collect(schema.getValueType(), names);
            default -> {}
        }
    }
}
