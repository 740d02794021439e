package com.lealup.platform.json;

import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads JSON as RFC 8259 and I-JSON (RFC 7493) define it and nothing more: UTF-8, no duplicate names, nothing after the
 * value, no {@code NaN}; no U+0000 and no half of a surrogate pair, which databases and other languages cannot hold.
 * Depth, lengths and magnitudes are capped, so that a small body cannot cost much memory or time.
 */
public final class StrictJson {

    /** The deepest nesting of objects and arrays. */
    public static final int DEEPEST = 64;

    static final int LONGEST_STRING = 100_000;
    static final int LONGEST_NAME = 500;
    static final int LONGEST_NUMBER = 100;
    static final int LARGEST_EXPONENT = 100;
    static final int MOST_TOKENS = 1_000_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_STRING)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxTokenCount(MOST_TOKENS)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private StrictJson() {}

    /**
     * The one value the bytes hold.
     *
     * @throws ProblemException 400 with line and column of what is wrong
     */
    public static JsonNode read(byte[] bytes) {
        Utf8.check(bytes);
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            try {
                if (parser.nextToken() == null) {
                    throw Problems.validation("", "required", "the body is missing; it must be JSON");
                }
                var value = value(parser);
                if (parser.nextToken() != null) {
                    throw malformed("Nothing may follow the JSON value", parser.currentTokenLocation());
                }
                return value;
            } catch (JacksonException e) {
                throw malformed(reason(e), location(e, parser));
            }
        }
    }

    private static JsonNode value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.stringNode(text(parser, parser.getString()));
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(decimal(parser));
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw malformed("A value was expected", parser.currentTokenLocation());
        };
    }

    private static JsonNode object(JsonParser parser) {
        var object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = text(parser, parser.currentName());
            parser.nextToken();
            object.set(name, value(parser));
        }
        return object;
    }

    private static JsonNode array(JsonParser parser) {
        var array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            case BIG_INTEGER -> NODES.numberNode(parser.getBigIntegerValue());
            case FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(decimal(parser));
        };
    }

    /** Never a binary float: 0.1 stays 0.1. An enormous exponent would make later arithmetic enormous. */
    private static BigDecimal decimal(JsonParser parser) {
        try {
            var value = parser.getDecimalValue();
            if (Math.abs((long) value.scale()) <= LARGEST_EXPONENT) {
                return value;
            }
        } catch (NumberFormatException e) {
            // An exponent beyond even BigDecimal's: the same answer.
        }
        throw malformed("The number is too large or too small", parser.currentTokenLocation());
    }

    private static String text(JsonParser parser, String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\0') {
                throw malformed("The character U+0000 is not allowed", parser.currentTokenLocation());
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw malformed("Half of a surrogate pair is not a character", parser.currentTokenLocation());
            }
        }
        return text;
    }

    private static String reason(JacksonException e) {
        var message = e.getOriginalMessage();
        if (message == null) {
            return "The body is not valid JSON";
        }
        // What follows in brackets are Jackson's own names for its settings.
        var firstLine = message.lines().findFirst().orElse("").replaceAll("\\s*[(\\[](use|enable|Source|`).*", "");
        return "The body is not valid JSON: "
                + (firstLine.length() > 200 ? firstLine.substring(0, 200) + "…" : firstLine);
    }

    private static TokenStreamLocation location(JacksonException e, JsonParser parser) {
        var location = e.getLocation();
        return location == null || location.getLineNr() < 1 ? parser.currentLocation() : location;
    }

    private static ProblemException malformed(String reason, TokenStreamLocation at) {
        return Problems.malformed(reason, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
