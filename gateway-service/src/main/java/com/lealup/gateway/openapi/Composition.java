package com.lealup.gateway.openapi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes one document of the parts. What two parts both say is a conflict, even if they say the same. */
final class Composition {

    private static final String TAGS = "tags";
    private static final String PATHS = "paths";
    private static final String COMPONENTS = "components";

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> owners = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private Composition() {}

    /** The document, with the conventions applied to every operation. */
    static ObjectNode of(List<Part> parts) {
        var composition = new Composition();
        for (var name : List.of("openapi", "info", "servers", TAGS, PATHS, COMPONENTS)) {
            parts.forEach(part -> composition.take(part, name));
        }
        parts.forEach(composition::refuseOtherSections);
        composition.stopAtFaults();
        Conventions.apply(composition.document);
        composition.faults.addAll(Soundness.faultsOf(composition.document));
        composition.stopAtFaults();
        return composition.document;
    }

    private void take(Part part, String section) {
        var said = part.content().path(section);
        if (said.isMissingNode()) {
            return;
        }
        switch (section) {
            case TAGS ->
                said.forEach(tag -> {
                    if (claim(part, "tag " + tag.path("name").asString(""))) {
                        document.withArray(TAGS).add(tag);
                    }
                });
            case PATHS, COMPONENTS -> takeTwoLevels(part, section, said);
            default -> {
                if (claim(part, section)) {
                    document.set(section, said);
                }
            }
        }
    }

    private void takeTwoLevels(Part part, String section, JsonNode said) {
        var target = document.withObject("/" + section);
        said.properties()
                .forEach(outer -> outer.getValue().properties().forEach(inner -> {
                    if (claim(part, section + " " + generalised(outer.getKey()) + " " + inner.getKey())) {
                        target.withObjectProperty(outer.getKey()).set(inner.getKey(), inner.getValue());
                    }
                }));
    }

    private void refuseOtherSections(Part part) {
        part.content().propertyNames().stream()
                .filter(name -> !document.has(name))
                .forEach(name -> faults.add(part.name() + ": nobody composes the section " + name));
    }

    private boolean claim(Part part, String name) {
        var owner = owners.putIfAbsent(name, part.name());
        if (owner != null) {
            faults.add("%s is in %s and in %s".formatted(name, owner, part.name()));
        }
        return owner == null;
    }

    /** Two templates that differ in the names of their variables only are the same path. */
    private static String generalised(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    private void stopAtFaults() {
        if (!faults.isEmpty()) {
            throw new InvalidDocumentException("The API's description is not sound:\n  " + String.join("\n  ", faults));
        }
    }
}
