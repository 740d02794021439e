package com.lealup.platform.json;

import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request body that is an object, read field by field. Every mistake is collected; {@link #finish()} throws them all
 * at once, with a field that was never asked for among them.
 *
 * <pre>{@code
 * var body = JsonBody.parse(bytes);
 * var name = body.text("name").required().length(1, 200);
 * var arr = body.decimal("arr").min(0).scale(2);
 * body.finish();
 * register(name.value(), arr.orElse(null));
 * }</pre>
 */
public final class JsonBody {

    private final ObjectNode node;
    private final String pointer;
    private final FieldErrors errors;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<JsonBody> children = new ArrayList<>();

    private JsonBody(ObjectNode node, String pointer, FieldErrors errors) {
        this.node = node;
        this.pointer = pointer;
        this.errors = errors;
    }

    /**
     * Reads the bytes of a request.
     *
     * @throws ProblemException 400 if they are not JSON, or not an object
     */
    public static JsonBody parse(byte[] bytes) {
        return of(StrictJson.read(bytes));
    }

    /**
     * Wraps a value read by {@link StrictJson}.
     *
     * @throws ProblemException 400 if it is not an object
     */
    public static JsonBody of(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return new JsonBody(object, "", new FieldErrors());
        }
        throw Problems.validation("", "invalid_type", "must be an object, not " + JsonTypes.name(value));
    }

    /** A string. Blank or with spaces around it is left to {@link TextField}'s checks. */
    public TextField text(String name) {
        var slot = slot(name);
        return new TextField(slot, slot.read(JsonNode::isString, JsonNode::stringValue, "a string"));
    }

    /** A number, exact as written. */
    public DecimalField decimal(String name) {
        var slot = slot(name);
        return new DecimalField(slot, slot.read(JsonNode::isNumber, JsonNode::decimalValue, "a number"));
    }

    /** A whole number without fraction or exponent that fits into 64 bits. */
    public IntegerField integer(String name) {
        var slot = slot(name);
        return new IntegerField(
                slot,
                slot.read(
                        value -> value.isIntegralNumber() && value.canConvertToLong(),
                        JsonNode::longValue,
                        "a whole number of at most 64 bits"));
    }

    /** {@code true} or {@code false}. */
    public ValueField<Boolean> bool(String name) {
        var slot = slot(name);
        return new ValueField<>(slot, slot.read(JsonNode::isBoolean, JsonNode::booleanValue, "true or false"));
    }

    /** An RFC 3339 time with its zone. */
    public ValueField<Instant> instant(String name) {
        return text(name)
                .map(Rfc3339::parse, "invalid_format", "must be a time with its zone such as 2026-04-15T14:25:00Z");
    }

    /** An ISO 8601 date. */
    public ValueField<LocalDate> date(String name) {
        return text(name).map(Rfc3339::parseDate, "invalid_format", "must be a date such as 2026-04-15");
    }

    /** One of the constants, written in lower case. */
    public <E extends Enum<E>> ValueField<E> choice(String name, Class<E> type) {
        var constants = new LinkedHashMap<String, E>();
        for (var constant : type.getEnumConstants()) {
            constants.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return choice(name, constants);
    }

    /** One of the keys. */
    public <T> ValueField<T> choice(String name, Map<String, T> choices) {
        return text(name)
                .map(
                        text -> Optional.ofNullable(choices.get(text)),
                        "invalid_value",
                        "must be one of " + String.join(", ", choices.keySet()));
    }

    /** An array of strings; every element that is none is an error of its own. */
    public ListField<String> texts(String name) {
        var slot = slot(name);
        return new ListField<>(
                slot, slot.read(JsonNode::isArray, array -> textsOf(slot, array), "an array of strings"));
    }

    /** A nested object, to be read by its own fields; its mistakes come out of this body's {@link #finish()}. */
    public ValueField<JsonBody> object(String name) {
        var slot = slot(name);
        return new ValueField<>(
                slot, slot.read(JsonNode::isObject, object -> child((ObjectNode) object, slot.pointer), "an object"));
    }

    /** An array of objects. */
    public ListField<JsonBody> objects(String name) {
        var slot = slot(name);
        return new ListField<>(
                slot, slot.read(JsonNode::isArray, array -> objectsOf(slot, array), "an array of objects"));
    }

    /** Any value, as it is; its own checks are the caller's. */
    public ValueField<JsonNode> any(String name) {
        var slot = slot(name);
        return new ValueField<>(slot, slot.node);
    }

    /** Whether the field is there, be it null: what a merge patch asks (RFC 7396). */
    public boolean has(String name) {
        return node.has(name);
    }

    /** The names of all fields, asked for or not. */
    public Set<String> names() {
        return Set.copyOf(node.propertyNames());
    }

    /** Where this object is in the whole body, as a JSON Pointer. */
    public String pointer() {
        return pointer;
    }

    /** Adds a mistake only the caller can see, such as two fields that contradict each other. */
    public void fail(String name, String code, String message) {
        errors.add(new FieldError(JsonPointers.child(pointer, name), code, message));
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException 400 with every mistake, if there was one
     */
    public void finish() {
        refuseUnknown();
        errors.throwIfAny();
    }

    private void refuseUnknown() {
        for (var name : node.propertyNames()) {
            if (!asked.contains(name)) {
                errors.add(new FieldError(
                        JsonPointers.child(pointer, name), "unknown_field", "is not a field of this resource"));
            }
        }
        children.forEach(JsonBody::refuseUnknown);
    }

    private static List<String> textsOf(Slot slot, JsonNode array) {
        var texts = new ArrayList<String>();
        for (var i = 0; i < array.size(); i++) {
            var element = array.get(i);
            if (element.isString()) {
                texts.add(element.stringValue());
            } else {
                slot.fail(i, "invalid_type", "must be a string, not " + JsonTypes.name(element));
            }
        }
        return List.copyOf(texts);
    }

    private List<JsonBody> objectsOf(Slot slot, JsonNode array) {
        var bodies = new ArrayList<JsonBody>();
        for (var i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof ObjectNode object) {
                bodies.add(child(object, slot.pointer + "/" + i));
            } else {
                slot.fail(i, "invalid_type", "must be an object, not " + JsonTypes.name(array.get(i)));
            }
        }
        return List.copyOf(bodies);
    }

    private JsonBody child(ObjectNode object, String childPointer) {
        var child = new JsonBody(object, childPointer, errors);
        children.add(child);
        return child;
    }

    private Slot slot(String name) {
        asked.add(name);
        var value = node.get(name);
        return new Slot(JsonPointers.child(pointer, name), value == null || value.isNull() ? null : value, errors);
    }

    /** The place of one field: what is there (null for nothing and for an explicit null), and where mistakes go. */
    static final class Slot {

        final String pointer;
        final @Nullable JsonNode node;
        private final FieldErrors errors;
        private boolean failed;

        Slot(String pointer, @Nullable JsonNode node, FieldErrors errors) {
            this.pointer = pointer;
            this.node = node;
            this.errors = errors;
        }

        /** One mistake per field is enough: later checks of a failed field would only repeat it. */
        void fail(String code, String message) {
            if (!failed) {
                failed = true;
                errors.add(new FieldError(pointer, code, message));
            }
        }

        void fail(int index, String code, String message) {
            failed = true;
            errors.add(new FieldError(pointer + "/" + index, code, message));
        }

        boolean failed() {
            return failed;
        }

        /** The value if it is of the type; nothing, with a mistake unless the field is absent, if it is not. */
        <T> @Nullable T read(Predicate<JsonNode> type, Function<JsonNode, T> reading, String expected) {
            if (node == null) {
                return null;
            }
            if (!type.test(node)) {
                fail("invalid_type", "must be " + expected + ", not " + JsonTypes.name(node));
                return null;
            }
            return reading.apply(node);
        }
    }
}
