package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.environment.Environment;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeySecretTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @ParameterizedTest
    @EnumSource(Environment.class)
    void generatesWhatTheFormatSays(Environment environment) {
        var secret = ApiKeySecret.generate(environment, RANDOM);

        assertThat(secret.text()).matches("lealup_sk_" + environment + "_[0-9A-Za-z]{39}");
        assertThat(ApiKeySecret.parse(secret.text())).contains(secret);
    }

    @Test
    void endsWithTheChecksumOfEverythingBeforeIt() {
        var text = ApiKeySecret.generate(Environment.TEST, RANDOM).text();
        var crc = new CRC32();
        crc.update(text.substring(0, text.length() - 6).getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        long read = 0;
        for (char c : text.substring(text.length() - 6).toCharArray()) {
            read = read * 62 + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".indexOf(c);
        }

        assertThat(read).isEqualTo(crc.getValue());
    }

    @Test
    void noticesEverySingleChangedCharacter() {
        var text = ApiKeySecret.generate(Environment.TEST, RANDOM).text();

        for (int i = 0; i < text.length(); i++) {
            var changed = new StringBuilder(text);
            changed.setCharAt(i, text.charAt(i) == 'a' ? 'b' : 'a');
            assertThat(ApiKeySecret.parse(changed.toString()))
                    .as("change at %d", i)
                    .isEmpty();
        }
    }

    @Test
    void doesNotLetATestKeyBeEditedIntoALiveOne() {
        var text = ApiKeySecret.generate(Environment.TEST, RANDOM).text();

        assertThat(ApiKeySecret.parse(text.replace("_test_", "_live_"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lealup_sk_test_",
                "lealup_sk_test_abc123...",
                "LEALUP_SK_TEST_000000000000000000000000000000000000000",
                "lealup_sk_test_00000000000000000000000000000000000000é",
                "sk_test_000000000000000000000000000000000000000"
            })
    void refusesWhatIsNoKey(String text) {
        assertThat(ApiKeySecret.parse(text)).isEmpty();
    }

    @Test
    void refusesAKeyWithSomethingAfterIt() {
        var text = ApiKeySecret.generate(Environment.TEST, RANDOM).text();

        assertThat(ApiKeySecret.parse(text + "0")).isEmpty();
        assertThat(ApiKeySecret.parse(text + " ")).isEmpty();
        assertThat(ApiKeySecret.parse(" " + text)).isEmpty();
    }

    @Test
    void neverRepeatsItself() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            assertThat(seen.add(ApiKeySecret.generate(Environment.LIVE, RANDOM).text()))
                    .isTrue();
        }
    }

    @Test
    void hidesTheSecretInLogs() {
        var secret = ApiKeySecret.generate(Environment.TEST, RANDOM);

        assertThat(secret.toString()).isEqualTo("lealup_sk_test_…" + secret.lastFour());
    }
}
