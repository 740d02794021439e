package com.lealup.gateway.openapi;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Walks the operations of a document, in its order. */
final class Operations {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private Operations() {}

    /**
     * An operation.
     *
     * @param method in upper case
     */
    record Operation(String path, String method, ObjectNode content) {

        String id() {
            return content.path("operationId").asString("");
        }

        /** Anyone may call it. */
        boolean isOpen() {
            return content.path("security").isArray()
                    && content.path("security").isEmpty();
        }

        /** Part of the API, not a page. */
        boolean isApi() {
            return path.startsWith("/v1/");
        }

        boolean writes() {
            return !method.equals("GET");
        }

        /** The names of the variables in the path. */
        Stream<String> variables() {
            return VARIABLE.matcher(path).results().map((MatchResult found) -> found.group(1));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static void forEach(JsonNode document, Consumer<Operation> action) {
        stream(document).forEach(action);
    }

    static Stream<Operation> stream(JsonNode document) {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(entry -> entry.getValue() instanceof ObjectNode)
                        .map(entry ->
                                new Operation(path.getKey(), entry.getKey().toUpperCase(Locale.ROOT), (ObjectNode)
                                        entry.getValue())));
    }
}
