package com.lealup.customer.field;

import com.lealup.customer.value.Checked;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds what a client writes into custom fields against what the workspace says about them. */
@Component
public class DefinedFields {

    private final FieldDefinitions definitions;

    DefinedFields(FieldDefinitions definitions) {
        this.definitions = definitions;
    }

    /** What is wrong with the values that are set; fields without a definition take any scalar. */
    public List<FieldError> faults(TenantId tenant, Map<String, @Nullable Object> changes) {
        if (changes.values().stream().allMatch(value -> value == null)) {
            return List.of();
        }
        var known = definitions.all(tenant).stream()
                .collect(Collectors.toMap(FieldDefinition::key, definition -> definition));
        var faults = new ArrayList<FieldError>();
        changes.forEach((key, value) -> {
            var definition = known.get(key);
            if (value != null
                    && definition != null
                    && definition.check(value) instanceof Checked.Invalid<Object>(String code, String why)) {
                faults.add(new FieldError("/custom_fields/" + escaped(key), code, why));
            }
        });
        return faults;
    }

    /** As a JSON Pointer writes it (RFC 6901, section 3). */
    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
