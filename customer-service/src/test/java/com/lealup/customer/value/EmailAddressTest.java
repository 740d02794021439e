package com.lealup.customer.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane@example.com",
                "Jane.Doe+tag@Example.COM",
                "o'brien@example.co.uk",
                "jörg@bücher.example",
                "a@b.co",
                "!#$%&'*+/=?^_`{|}~-@example.com",
            })
    void acceptsAddresses(String text) {
        assertThat(EmailAddress.read(text)).isEqualTo(Checked.valid(new EmailAddress(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "jane",
                "jane@",
                "@example.com",
                "jane@localhost",
                "jane@example.com.",
                "jane@example.com\u3002",
                "jane@@example.com",
                ".jane@example.com",
                "jane.@example.com",
                "ja..ne@example.com",
                "jane doe@example.com",
                "jane@[127.0.0.1]",
                "\"jane\"@example.com",
                "jane@example.com\n",
                "jane\r\nBcc: x@example.com",
                "[email\u00a0protected]",
                "jane <jane@example.com>",
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(EmailAddress.read(text)).isInstanceOf(Checked.Invalid.class);
    }

    @Test
    void refusesAddressesThatAreTooLong() {
        assertThat(EmailAddress.read("a".repeat(64) + "@example.com")).isInstanceOf(Checked.Valid.class);
        assertThat(EmailAddress.read("a".repeat(65) + "@example.com")).isInstanceOf(Checked.Invalid.class);
        assertThat(EmailAddress.read("a".repeat(10_000_000))).isInstanceOf(Checked.Invalid.class);
    }

    @Test
    void foldsCaseForComparison() {
        assertThat(new EmailAddress("Jane@Example.com").folded()).isEqualTo("jane@example.com");
    }
}
