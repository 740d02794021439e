package com.lealup.ingest.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Walks one value of any kind to its end and remembers what is wrong with it. A name given twice in one object ends the
 * pass: two parsers would disagree on what such a body says (RFC 8259 section 4). What is already too large or too deep
 * is only skipped from there on, so that what a hostile value costs is bounded by what a good one may cost.
 */
final class ValueWalk {

    /** How many objects and arrays may be inside one another, the outermost one included. */
    static final int DEEPEST = 16;

    /** How many bytes of JSON the properties of one event may have. */
    static final int LARGEST = 10 * 1024;

    private final StrictJson json;
    private final List<Set<String>> names = new ArrayList<>();
    private boolean tooDeep;
    private boolean unrepresentableNumber;
    private int weight;

    ValueWalk(StrictJson json) {
        this.json = json;
    }

    /** Leaves the parser at the last token of the value that starts at its current token. */
    void walk() {
        tooDeep = false;
        unrepresentableNumber = false;
        weight = 0;
        var parser = json.parser();
        var token = parser.currentToken();
        var depth = 0;
        while (true) {
            if (token.isStructStart()) {
                depth++;
                open(depth);
            } else if (token.isStructEnd()) {
                depth--;
            } else {
                look(parser, token, depth);
            }
            if (depth == 0) {
                return;
            }
            token = next(parser);
        }
    }

    boolean tooDeep() {
        return tooDeep;
    }

    boolean unrepresentableNumber() {
        return unrepresentableNumber;
    }

    private boolean stillLooking() {
        return !tooDeep && weight <= LARGEST;
    }

    private void open(int depth) {
        tooDeep = tooDeep || depth > DEEPEST;
        if (tooDeep) {
            return;
        }
        if (names.size() < depth) {
            names.add(new HashSet<>());
        }
        names.get(depth - 1).clear();
        weight++;
    }

    private void look(JsonParser parser, JsonToken token, int depth) {
        if (!stillLooking()) {
            return;
        }
        weight++;
        if (token == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            weight += name.length();
            if (!names.get(depth - 1).add(name)) {
                throw json.malformed("The name \"" + Shown.shorten(name) + "\" is given twice in one object.");
            }
        } else if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            var length = parser.getStringLength();
            weight += length;
            if (length <= LARGEST) {
                unrepresentableNumber = unrepresentableNumber || !DoubleRange.holds(parser.getString());
            }
        }
    }

    private static JsonToken next(JsonParser parser) {
        var token = parser.nextToken();
        if (token == null) {
            throw new IllegalStateException("the parser ended inside a value");
        }
        return token;
    }
}
