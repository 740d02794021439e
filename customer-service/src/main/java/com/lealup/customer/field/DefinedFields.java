package com.lealup.customer.field;

import com.lealup.platform.identity.TenantId;
import com.lealup.platform.problem.FieldError;
import java.util.List;
import java.util.Map;
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
        return new Definitions(definitions.all(tenant)).faults(changes);
    }

    /** As a JSON Pointer writes it (RFC 6901, section 3). */
    static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
