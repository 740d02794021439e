package com.lealup.customer.field;

import com.lealup.customer.value.Checked;
import com.lealup.platform.json.JsonBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A definition as a client writes it; null where the client did not name the field. */
record DefinitionBody(
        @Nullable String key,
        @Nullable String label,
        @Nullable FieldType type,
        @Nullable List<String> options) {

    private static final int MOST_OPTIONS = 200;
    private static final int LONGEST_OPTION = 200;
    private static final int LONGEST_LABEL = 200;

    static DefinitionBody create(JsonBody body) {
        var key = body.text("key").required().find();
        if (key.isPresent()
                && CustomFields.key(key.get()) instanceof Checked.Invalid<String>(String code, String why)) {
            body.fail("key", code, why);
        }
        var types = new LinkedHashMap<String, FieldType>();
        for (var one : FieldType.values()) {
            types.put(one.name(), one);
        }
        var type = body.choice("type", types).required().find();
        var options = options(body);
        if (type.isPresent() && (type.get() == FieldType.DROPDOWN) == (options == null || options.isEmpty())) {
            body.fail("options", "invalid_value", "must be given for a DROPDOWN, and for nothing else");
        }
        return new DefinitionBody(key.orElse(null), label(body), type.orElse(null), options);
    }

    static DefinitionBody patch(JsonBody body) {
        if (body.has("label")) {
            body.any("label").required();
        }
        for (var fixed : List.of("key", "type")) {
            if (body.has(fixed)) {
                body.any(fixed);
                body.fail(fixed, "read_only", "never changes; delete the definition and make another one");
            }
        }
        return new DefinitionBody(null, label(body), null, options(body));
    }

    private static @Nullable String label(JsonBody body) {
        return body.text("label").notBlank().length(1, LONGEST_LABEL).orElse(null);
    }

    private static @Nullable List<String> options(JsonBody body) {
        return body.texts("options")
                .size(0, MOST_OPTIONS)
                .check(
                        list -> list.stream()
                                        .allMatch(option -> !option.isBlank()
                                                && option.codePointCount(0, option.length()) <= LONGEST_OPTION)
                                && Set.copyOf(list).size() == list.size(),
                        "invalid_value",
                        "must be different texts of 1 to " + LONGEST_OPTION + " characters")
                .orElse(null);
    }
}
