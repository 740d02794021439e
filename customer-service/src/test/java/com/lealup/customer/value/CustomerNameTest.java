package com.lealup.customer.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"A", "Acme Corp (test)", "株式会社", "'; drop table customers; --", "100% _like_ \\", " Acme "})
    void keepsNamesAsTheyAreWritten(String text) {
        assertThat(CustomerName.read(text)).isEqualTo(Checked.valid(new CustomerName(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "a\u0000b", "a\nb", "a\u007fb", "a\u0085b"})
    void refusesBlanksAndControlCharacters(String text) {
        assertThat(CustomerName.read(text)).isInstanceOf(Checked.Invalid.class);
    }

    @Test
    void countsCharactersNotUtf16Units() {
        assertThat(CustomerName.read("\ud83d\ude80".repeat(200))).isInstanceOf(Checked.Valid.class);
        assertThat(CustomerName.read("\ud83d\ude80".repeat(201))).isInstanceOf(Checked.Invalid.class);
    }
}
