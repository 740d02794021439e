package com.lealup.webhook.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretTest {

    @Test
    void keepsASecretInStandardForm() {
        var text = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

        assertThat(SigningSecret.parse(text))
                .hasValueSatisfying(secret -> assertThat(secret.text()).isEqualTo(text));
    }

    @Test
    void readsUnpaddedBase64() {
        assertThat(SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwBr"))
                .isPresent();
    }

    @Test
    void takesAnyOtherStringAsTheKeyItself() {
        var secret = SigningSecret.parse("my own señal secret").orElseThrow();

        assertThat(secret.key()).isEqualTo("my own señal secret".getBytes(StandardCharsets.UTF_8));
        assertThat(secret.text()).isEqualTo("whsec_" + Base64.getEncoder().encodeToString(secret.key()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "w",
                "whsec_",
                "whsec_%",
                "whsec_c2hvcnQ=",
                "fifteen bytes..",
                "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==",
                "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4="
            })
    void refusesWhatIsTooShortOrOfAnotherScheme(String text) {
        assertThat(SigningSecret.parse(text)).isEmpty();
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertThat(SigningSecret.parse("é".repeat(8))).isPresent();
        assertThat(SigningSecret.parse("é".repeat(64))).isPresent();
        assertThat(SigningSecret.parse("é".repeat(65))).isEmpty();
        assertThat(SigningSecret.parse("whsec_" + Base64.getEncoder().encodeToString(new byte[64])))
                .isPresent();
        assertThat(SigningSecret.parse("whsec_" + Base64.getEncoder().encodeToString(new byte[65])))
                .isEmpty();
    }

    @Test
    void generatesTwoHundredAndFiftySixBitsAndShowsNoneOfThem() {
        var secret = SigningSecret.generate();

        assertThat(secret.key()).hasSize(32);
        assertThat(secret).isNotEqualTo(SigningSecret.generate());
        assertThat(secret.toString()).doesNotContain(secret.text().substring(6));
    }
}
