package com.lealup.ingest.batch;

import com.lealup.platform.problem.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Reads a body in one pass, without a tree of it: {@code {"events": […]}} or the bare array. What is wrong with the
 * JSON or the envelope is wrong with the request; what is wrong with an event is that event's alone.
 */
public final class BatchReader {

    static final int MOST_EVENTS = 1000;

    private static final String EVENTS = "events";
    private static final int MOST_ERRORS = 50;

    private BatchReader() {}

    /** Judges every event of the body by the rules. Never throws for anything a client can send. */
    public static Reading read(byte[] body, EventRules rules) {
        var invalid = Utf8.firstInvalid(body);
        if (invalid.isPresent()) {
            return notUtf8(body, invalid.getAsInt());
        }
        try (var json = new StrictJson(body)) {
            return new Pass(json, new EventReader(json, body, rules)).read();
        } catch (StrictJson.MalformedException malformed) {
            return malformed.reading();
        } catch (StreamConstraintsException tooDeep) {
            var detail = "The body nests more than %d levels.".formatted(StrictJson.DEEPEST);
            return malformed(detail, tooDeep);
        } catch (JacksonException notJson) {
            return malformed("The body is not JSON: " + notJson.getOriginalMessage(), notJson);
        }
    }

    private static Reading malformed(String detail, JacksonException fault) {
        return StrictJson.malformed(detail, fault.getLocation()).reading();
    }

    private static Reading notUtf8(byte[] body, int offset) {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < offset; i++) {
            if (body[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Reading.Malformed("The body is not UTF-8.", line, offset - lineStart + 1);
    }

    /** One reading of one body. */
    private static final class Pass {
        private final StrictJson json;
        private final EventReader events;
        private final List<FieldError> errors = new ArrayList<>();
        private boolean found;
        private int size;

        private Pass(StrictJson json, EventReader events) {
            this.json = json;
            this.events = events;
        }

        private Reading read() {
            var first = json.parser().nextToken();
            if (first == null) {
                throw new StrictJson.MalformedException("The body is empty.", 1, 1);
            }
            if (first == JsonToken.START_ARRAY) {
                array("");
            } else if (first == JsonToken.START_OBJECT) {
                envelope();
            } else {
                error(
                        "",
                        "invalid_type",
                        "Must be an object with \"events\", or an array of events; this is " + json.kind() + ".");
            }
            if (errors.isEmpty() && json.parser().nextToken() != null) {
                throw json.malformed("Something follows the end of the JSON document.");
            }
            return errors.isEmpty() ? events.batch(size) : new Reading.NotABatch(errors);
        }

        private void envelope() {
            var parser = json.parser();
            var others = new ValueWalk(json);
            Set<String> names = new HashSet<>();
            while (parser.nextToken() != JsonToken.END_OBJECT && errors.size() < MOST_ERRORS) {
                var name = parser.currentName();
                if (!names.add(name)) {
                    throw json.malformed("The name \"" + Shown.shorten(name) + "\" is given twice in one object.");
                }
                parser.nextToken();
                if (!name.equals(EVENTS)) {
                    others.walk();
                    error(
                            '/' + Shown.pointerToken(Shown.shorten(name)),
                            "unknown_field",
                            "Is not a field of a batch; \"events\" is the only one.");
                } else if (parser.currentToken() == JsonToken.START_ARRAY) {
                    if (!array("/" + EVENTS)) {
                        return;
                    }
                } else {
                    found = true;
                    error("/" + EVENTS, "invalid_type", "Must be an array of events; this is " + json.kind() + ".");
                    others.walk();
                }
            }
            if (!found && errors.size() < MOST_ERRORS) {
                error("/" + EVENTS, "required", "Is required: an array of 1 to 1000 events.");
            }
        }

        /** Whether the array was read to its end. */
        private boolean array(String pointer) {
            found = true;
            while (json.parser().nextToken() != JsonToken.END_ARRAY) {
                if (size == MOST_EVENTS) {
                    // Nothing after this can make it a batch again, so nothing after this is read.
                    error(pointer, "too_many", "Must have at most 1000 events; send the rest in further requests.");
                    return false;
                }
                events.read(size, pointer + '/' + size);
                size++;
            }
            if (size == 0) {
                error(pointer, "too_few", "Must have at least one event.");
            }
            return true;
        }

        private void error(String pointer, String code, String message) {
            errors.add(new FieldError(pointer, code, message));
        }
    }
}
