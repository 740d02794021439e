package com.lealup.customer.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.lealup.customer.value.Checked;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CustomFieldsTest {

    private final CustomFieldsJson json =
            new CustomFieldsJson(JsonMapper.builder().build());

    @Test
    void mergesAsAMergePatch() {
        // Given
        var fields = new CustomFields(new TreeMap<>(Map.of("tier", "gold", "seats", BigDecimal.TEN)));
        var changes = new HashMap<String, Object>();
        changes.put("tier", null);
        changes.put("vip", true);
        changes.put("absent", null);

        // When
        var merged = fields.merge(changes);

        // Then
        assertThat(merged.values()).isEqualTo(Map.of("seats", BigDecimal.TEN, "vip", true));
        assertThat(fields.values()).hasSize(2);
    }

    @Test
    void comesBackFromItsDocumentAsItWas() {
        var fields = new CustomFields(new TreeMap<>(
                Map.of("text", "a \"quoted\" ü", "exact", new BigDecimal("0.1234567890123456789"), "flag", false)));

        assertThat(json.read(json.write(fields))).isEqualTo(fields);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "1e3, 1000",
        "0.000, 0",
        "-2.50, -2.5",
        "0e99, 0",
        "1e37, 10000000000000000000000000000000000000"
    })
    void keepsNumbersInOneForm(BigDecimal written, String kept) {
        assertThat(CustomFields.number(written)).isEqualTo(Checked.valid(new BigDecimal(kept)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e38", "1e999999999", "1e-999999999", "1e-39", "-1e400"})
    void refusesNumbersThatOnlyMemoryPaysFor(String text) {
        assertThat(CustomFields.number(new BigDecimal(text))).isInstanceOf(Checked.Invalid.class);
    }

    @Test
    void refusesKeysAndTextsThatAreTooLong() {
        assertThat(CustomFields.key("k".repeat(64))).isInstanceOf(Checked.Valid.class);
        assertThat(CustomFields.key("k".repeat(65))).isInstanceOf(Checked.Invalid.class);
        assertThat(CustomFields.key("")).isInstanceOf(Checked.Invalid.class);
        assertThat(CustomFields.text("t".repeat(2000))).isInstanceOf(Checked.Valid.class);
        assertThat(CustomFields.text("t".repeat(2001))).isInstanceOf(Checked.Invalid.class);
    }

    @Test
    void holdsScalarsOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CustomFields(new TreeMap<>(Map.of("list", List.of()))));
    }
}
