package com.lealup.customer.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailDomainTest {

    @ParameterizedTest
    @CsvSource({
        "acme-test.com, acme-test.com",
        "ACME-Test.COM, acme-test.com",
        "acme.com., acme.com",
        "a.b.c.d.co.uk, a.b.c.d.co.uk",
        "3m.com, 3m.com",
        "123.com, 123.com",
        "bücher.example, xn--bcher-kva.example",
        "BÜCHER.example, xn--bcher-kva.example",
        "XN--BCHER-KVA.example, xn--bcher-kva.example",
        "faß.de, xn--fa-hia.de",
        "例え.テスト, xn--r8jz45g.xn--zckzah",
        "例え。テスト, xn--r8jz45g.xn--zckzah",
        "ｆｕｌｌwidth.com, fullwidth.com",
    })
    void readsEverySpellingOfAName(String text, String canonical) {
        assertThat(EmailDomain.read(text)).isEqualTo(Checked.valid(new EmailDomain(canonical)));
    }

    @Test
    void readsDecomposedAndComposedLettersAsOneName() {
        assertThat(EmailDomain.read("bu\u0308cher.example")).isEqualTo(EmailDomain.read("b\u00fccher.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "localhost",
                "com",
                "acme",
                "-acme.com",
                "acme-.com",
                "acme..com",
                ".acme.com",
                "ac me.com",
                "acme.com ",
                " acme.com",
                "acme_test.com",
                "acme.com/path",
                "http://acme.com",
                "jane@acme.com",
                "acme.com:443",
                "127.0.0.1",
                "1.2.3",
                "acme.123",
                "acme.0x1f",
                "[::1]",
                "::1",
                "xn--a.com",
                "xn--.com",
                "xn--acme-.com",
                "acme.com..",
                "a\u200db.com",
                "\u0301acme.com",
                "*.acme.com",
                "acme.com'; drop table customers; --",
                "a%c_me.com",
                "(?i)acme.com",
                "\u05d0b.com",
                "\ud83d.com",
            })
    void refusesWhatIsNoDnsName(String text) {
        assertThat(EmailDomain.read(text)).isInstanceOf(Checked.Invalid.class);
    }

    @Test
    void refusesLabelsAndNamesThatAreTooLong() {
        assertThat(EmailDomain.read("a".repeat(63) + ".com")).isInstanceOf(Checked.Valid.class);
        assertThat(EmailDomain.read("a".repeat(64) + ".com")).isInstanceOf(Checked.Invalid.class);
        assertThat(EmailDomain.read("a.".repeat(125) + "com")).isInstanceOf(Checked.Valid.class);
        assertThat(EmailDomain.read("a.".repeat(126) + "com")).isInstanceOf(Checked.Invalid.class);
        assertThat(EmailDomain.read("ü".repeat(10_000_000))).isInstanceOf(Checked.Invalid.class);
    }

    @Test
    void holdsNothingButTheCanonicalForm() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailDomain("Acme.com"));
    }
}
