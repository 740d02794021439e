package com.lealup.customer.field;

import com.lealup.customer.value.Checked;
import java.math.BigDecimal;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Custom fields as the JSON document that their column holds; numbers stay decimal both ways. */
@Component
public class CustomFieldsJson {

    private final JsonMapper json;

    CustomFieldsJson(JsonMapper json) {
        this.json = json.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    public String write(CustomFields fields) {
        return json.writeValueAsString(fields);
    }

    public CustomFields read(String document) {
        if (document.equals("{}")) {
            return CustomFields.NONE;
        }
        var values = new TreeMap<String, Object>();
        json.readTree(document).properties().forEach(field -> values.put(field.getKey(), scalar(field.getValue())));
        return new CustomFields(values);
    }

    private static Object scalar(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.stringValue();
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> shortest(value.decimalValue());
            case ARRAY, BINARY, MISSING, NULL, OBJECT, POJO ->
                throw new IllegalStateException("a custom field holds a " + value.getNodeType());
        };
    }

    private static Object shortest(BigDecimal value) {
        return switch (CustomFields.number(value)) {
            case Checked.Valid<Object>(Object number) -> number;
            case Checked.Invalid<Object> invalid -> value;
        };
    }
}
