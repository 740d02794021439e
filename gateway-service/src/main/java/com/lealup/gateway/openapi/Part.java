package com.lealup.gateway.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one module says of the API.
 *
 * @param name the file it is written in, for messages
 */
record Part(String name, ObjectNode content) {

    static Part read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidDocumentException(
                    "There is no " + file + ": the document is composed from the parts of all services, so the build"
                            + " needs their folders beside the gateway's");
        }
        try {
            return of(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Part of(String name, String yaml) {
        if (yaml(name, yaml) instanceof ObjectNode content) {
            return new Part(name, content);
        }
        throw new InvalidDocumentException(name + " must be a mapping");
    }

    /** YAML 1.2: {@code no} is text, and so is a date; a key that comes twice is an error. */
    static JsonNode yaml(String name, String yaml) {
        try {
            var settings = LoadSettings.builder().setLabel(name).build();
            return JsonMapper.shared().valueToTree(new Load(settings).loadFromString(yaml));
        } catch (YamlEngineException e) {
            throw new InvalidDocumentException(name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
