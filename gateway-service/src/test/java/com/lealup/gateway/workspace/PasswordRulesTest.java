package com.lealup.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lealup.platform.environment.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {12, 64, 128})
    void takesAnyCharactersOfTheRightNumber(int length) {
        assertThat(rules(null).fault("/password", "\uD83D\uDE00".repeat(length)))
                .isEmpty();
        assertThat(rules(null).fault("/password", "a".repeat(length))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 129})
    void refusesTooFewAndTooMany(int length) {
        assertThat(code(rules(null), "a".repeat(length))).isEqualTo("invalid_length");
    }

    @ParameterizedTest
    @CsvSource({
        "ANA.SILVA@acme.example, ana.silva@acme.example",
        "acme customers, Acme Customers",
        "' acme customers ', Acme Customers"
    })
    void refusesWhatEverybodyWouldGuessFirst(String password, String obvious) {
        assertThat(code(rules(null), password, obvious)).isEqualTo("too_obvious");
    }

    @Test
    void refusesWhatIsOnTheListInEitherForm() throws IOException {
        var list = directory.resolve("breached.txt");
        Files.writeString(
                list, """
                iloveyou4ever
                4f0d1a4a2e1cf6fa0cb0ee4cf6dd1f4c5b1ba6b1:12
                %s:4711
                """.formatted(sha1("correct horse battery staple").toUpperCase(java.util.Locale.ROOT)));
        var rules = rules(list);

        assertThat(code(rules, "iloveyou4ever")).isEqualTo("breached");
        assertThat(code(rules, "ILoveYou4Ever")).isEqualTo("breached");
        assertThat(code(rules, "correct horse battery staple")).isEqualTo("breached");
        assertThat(rules.fault("/password", "correct horse battery stable")).isEmpty();
    }

    @Test
    void namesTheSettingWhenTheListIsMissing() {
        assertThatThrownBy(() -> rules(directory.resolve("missing.txt")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("LEALUP_PASSWORDS_BREACHED_LIST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ana", "Ana-Maria O'Neill", "李小龍", "می\u200Cخواهم", "👩\u200D💻"})
    void takesNames(String name) {
        assertThat(PlainText.is(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u202Eb",
                "a\u2066b",
                "a\u200Fb",
                "a\u200Bb",
                "\uFEFFa",
                "a\tb",
                "a\u2028b",
                "a\u0000",
                "\uD800"
            })
    void refusesNamesThatHideSomething(String name) {
        assertThat(PlainText.is(name)).isFalse();
    }

    private static String code(PasswordRules rules, String password, String... obvious) {
        return rules.fault("/password", password, obvious).orElseThrow().code();
    }

    private static PasswordRules rules(@Nullable Path list) {
        return new PasswordRules(new BreachedPasswords(new PasswordsProperties(list, 1, Duration.ofSeconds(1))));
    }

    private static String sha1(String text) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-1")
                            .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
