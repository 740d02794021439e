package com.lealup.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** The schemas of one directory: one file for each named type, in the order of their names. */
final class SchemaFiles {

    static final String NAMESPACE = "com.lealup.schemas.v1";

    private SchemaFiles() {}

    /** The schemas that the classes of this build were generated from. */
    static Map<String, Schema> current() {
        return in(Path.of("src/main/avro"));
    }

    static Map<String, Schema> in(Path directory) {
        var parser = new SchemaParser();
        texts(directory).forEach((file, text) -> parser.parse(text));
        var byName = new TreeMap<String, Schema>();
        for (Schema schema : parser.getParsedNamedSchemas()) {
            byName.put(schema.getName(), schema);
        }
        return byName;
    }

    /** The text of each file, by its name without the ending. */
    static Map<String, String> texts(Path directory) {
        try (var files = Files.list(directory)) {
            var texts = new TreeMap<String, String>();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".avsc")).toList()) {
                texts.put(file.getFileName().toString().replace(".avsc", ""), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
