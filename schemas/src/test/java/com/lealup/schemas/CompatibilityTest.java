package com.lealup.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CompatibilityTest {

    private static final String RELEASED = """
            {"type": "record", "name": "Sample", "namespace": "com.lealup.schemas.v1", "fields": [
              {"name": "id", "type": "string"},
              {"name": "note", "type": ["null", "string"], "default": null},
              {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["UNKNOWN", "A"], "default": "UNKNOWN"}},
              {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 18, "scale": 2}}
            ]}
            """;

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("com.lealup.schemas.Released#versions")
    void everySchemaIsFullyCompatibleWithEveryReleasedVersion(String version) {
        Map<String, Schema> current = SchemaFiles.current();
        Map<String, Schema> released = SchemaFiles.in(Released.directory(version));

        assertThat(current.keySet()).as("nothing of %s is gone", version).containsAll(released.keySet());
        released.forEach((name, schema) -> assertThat(Compatibility.faults(schema, current.get(name)))
                .as("%s against %s", name, version)
                .isEmpty());
    }

    @Test
    void theVersionInTheMakingHasACopyOfEverySchema() throws IOException {
        Path copies = Released.directory(Released.versionInTheMaking());
        Map<String, String> texts = SchemaFiles.texts(Path.of("src/main/avro"));

        texts.forEach((name, text) -> Golden.assertFresh(copies.resolve(name + ".avsc"), text));

        Set<String> stale = new TreeSet<>(SchemaFiles.texts(copies).keySet());
        stale.removeAll(texts.keySet());
        if (Golden.REFRESH) {
            for (String name : stale) {
                Files.delete(copies.resolve(name + ".avsc"));
            }
        } else {
            assertThat(stale).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a field that old readers miss | {\"name\": \"id\", \"type\": \"string\"}, | ",
                "a field that old data lacks | \"fields\": [ | \"fields\": [{\"name\": \"new\", \"type\": \"string\"},",
                "a field of another type | \"name\": \"id\", \"type\": \"string\" | \"name\": \"id\", \"type\": \"long\"",
                "a field of a wider type | \"name\": \"id\", \"type\": \"string\" | \"name\": \"id\", \"type\": [\"null\", \"string\"], \"default\": null",
                "a symbol that new readers lack and cannot replace | \"UNKNOWN\", \"A\"], \"default\": \"UNKNOWN\" | \"UNKNOWN\"]",
                "a decimal of another scale | \"scale\": 2 | \"scale\": 4",
                "a decimal that became bytes | \"logicalType\": \"decimal\", | ",
            })
    void refusesWhatWouldBreakAReader(String change, String from, String to) {
        assertThat(RELEASED).contains(from);

        assertThat(faultsAfter(from, to == null ? "" : to)).as(change).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nothing | \"id\" | \"id\"",
                "an optional field more | \"fields\": [ | \"fields\": [{\"name\": \"new\", \"type\": \"string\", \"default\": \"\"},",
                "an optional field less | {\"name\": \"note\", \"type\": [\"null\", \"string\"], \"default\": null}, | ",
                "a symbol more | \"UNKNOWN\", \"A\" | \"UNKNOWN\", \"A\", \"B\"",
            })
    void allowsWhatBreaksNobody(String change, String from, String to) {
        assertThat(RELEASED).contains(from);

        assertThat(faultsAfter(from, to == null ? "" : to)).as(change).isEmpty();
    }

    private static List<String> faultsAfter(String from, String to) {
        return Compatibility.faults(
                SchemaParser.parseSingle(RELEASED), SchemaParser.parseSingle(RELEASED.replace(from, to)));
    }
}
