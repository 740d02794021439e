package com.lealup.gateway.openapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A step of the build: makes of the services' parts what {@link DocumentController} serves, plain and compressed. The
 * running gateway holds finished bytes and reads no YAML.
 */
public final class ComposeDocument {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ComposeDocument() {}

    /**
     * Ends with an exception, and so the build, if the parts contradict each other or leave something out.
     *
     * @param arguments the folder to write to, then the parts
     */
    public static void main(String[] arguments) throws IOException {
        var parts = Arrays.stream(arguments)
                .skip(1)
                .map(file -> Part.read(Path.of(file)))
                .toList();
        var document = Composition.of(parts);
        var folder = Files.createDirectories(Path.of(arguments[0]));
        write(folder, "openapi.json", json(document));
        write(folder, "asyncapi.json", json(topics()));
        write(folder, "reference.html", ReferencePage.of(document));
    }

    private static JsonNode topics() throws IOException {
        var name = "com/lealup/schemas/asyncapi.yaml";
        try (InputStream stream = ComposeDocument.class.getClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new InvalidDocumentException("The schemas bring no " + name);
            }
            return Part.yaml(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String json(JsonNode document) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private static void write(Path folder, String name, String content) throws IOException {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve(name), bytes);
        Files.write(folder.resolve(name + ".gz"), compressed(bytes));
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new BestGzip(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** Compresses once, for every reader. */
    private static final class BestGzip extends GZIPOutputStream {

        BestGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
