package com.lealup.platform.json;

import tools.jackson.databind.JsonNode;

/** Names JSON's types for people. */
final class JsonTypes {

    private JsonTypes() {}

    static String name(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL, MISSING -> "null";
            case ARRAY -> "an array";
            case OBJECT, POJO, BINARY -> "an object";
        };
    }
}
