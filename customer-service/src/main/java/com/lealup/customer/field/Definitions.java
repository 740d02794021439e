package com.lealup.customer.field;

import com.lealup.customer.value.Checked;
import com.lealup.platform.problem.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a workspace says about its fields at one moment. */
public final class Definitions {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,60}(\\.[0-9]{1,60})?");

    private final Map<String, FieldDefinition> byKey;

    Definitions(List<FieldDefinition> all) {
        this.byKey = all.stream().collect(Collectors.toMap(FieldDefinition::key, Function.identity()));
    }

    /** What is wrong with the values that are set; fields without a definition take any scalar. */
    public List<FieldError> faults(Map<String, @Nullable Object> changes) {
        var faults = new ArrayList<FieldError>();
        changes.forEach((key, value) -> {
            var definition = byKey.get(key);
            if (value != null
                    && definition != null
                    && definition.check(value) instanceof Checked.Invalid<Object>(String code, String why)) {
                faults.add(new FieldError("/custom_fields/" + DefinedFields.escaped(key), code, why));
            }
        });
        return faults;
    }

    /** A text as the field's type has it, where the type is not a text and the text can be read as such. */
    public Object typed(String key, String text) {
        var definition = byKey.get(key);
        if (definition == null) {
            return text;
        }
        return switch (definition.type()) {
            case NUMBER, CURRENCY -> NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
            case BOOLEAN ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> text;
                };
            case TEXT, DATE, DROPDOWN, URL -> text;
        };
    }
}
