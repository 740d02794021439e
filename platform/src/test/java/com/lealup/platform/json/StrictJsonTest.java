package com.lealup.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.lealup.platform.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @Test
    void keepsEveryDigitOfANumber() {
        var json = StrictJson.read(utf8("[0.1, 12345678901234567890.12, 1.50, 9007199254740993, 1e2]"));

        assertThat(json.get(0).decimalValue()).isEqualByComparingTo("0.1");
        assertThat(json.get(1).decimalValue()).isEqualTo(new BigDecimal("12345678901234567890.12"));
        assertThat(json.get(2).decimalValue()).isEqualByComparingTo("1.5");
        assertThat(json.get(3).longValue()).isEqualTo(9007199254740993L);
        assertThat(json.get(4).decimalValue()).isEqualByComparingTo("100");
    }

    @Test
    void readsEveryCharacterThatIsOne() {
        assertThat(StrictJson.read(utf8("\"é 試 \uD83D\uDE00 \\ud83d\\ude00 \u00a0 \\u0001\""))
                        .stringValue())
                .isEqualTo("é 試 \uD83D\uDE00 \uD83D\uDE00 \u00a0 \u0001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{\"a\":1,}",
                "{\"a\":1}x",
                "{\"a\":1}{}",
                "{\"a\":1} 2",
                "{'a':1}",
                "{a:1}",
                "[1,]",
                "[,1]",
                "[1 2]",
                "NaN",
                "[NaN]",
                "[Infinity]",
                "[-Infinity]",
                "[01]",
                "[+1]",
                "[.5]",
                "[5.]",
                "[0x10]",
                "[1e]",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"",
                "// no\n1",
                "/* no */1",
                "tru",
                "nul",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "\"\\u0000\"",
                "{\"\\u0000\":1}",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud800x\"",
                "{\"\\udfff\":1}",
                "[1e101]",
                "[1e-200]",
                "[1e999999999]",
                "[1e99999999999999999999]"
            })
    void refusesWhatIsNoJson(String text) {
        var refused = catchThrowableOfType(ProblemException.class, () -> StrictJson.read(utf8(text)));

        assertThat(refused).as(text).isNotNull();
        assertThat(refused.problem().errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("malformed_json");
            assertThat(error.message()).contains("line ");
        });
        assertThat(refused.problem().detail()).doesNotContain("tools.jackson", "byte[]");
    }

    @ParameterizedTest
    @CsvSource({"'{\n\"a\": 1,,\n}', 2, 8", "'[1, x]', 1, 5", "'\n\n\n  }', 4, 3"})
    void saysWhere(String text, int line, int column) {
        assertThatThrownBy(() -> StrictJson.read(utf8(text)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().extensions())
                                .containsEntry("line", line)
                                .hasEntrySatisfying(
                                        "column",
                                        found -> assertThat((int) found).isBetween(column, column + 1)));
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        refuses(bytes(0x22, 0xc0, 0x80, 0x22));
        refuses(bytes(0x22, 0xed, 0xa0, 0x80, 0x22));
        refuses(bytes(0x22, 0xf8, 0x88, 0x80, 0x80, 0x80, 0x22));
        refuses(bytes(0x22, 0xf4, 0x90, 0x80, 0x80, 0x22));
        refuses(bytes(0x22, 0xe9, 0x22));
        refuses(bytes(0x22, 0xc3));
        for (var charset : new String[] {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"}) {
            refuses("{\"a\":1}".getBytes(Charset.forName(charset)));
        }
    }

    @Test
    void asksForABody() {
        for (var nothing : new String[] {"", " ", "\n\t "}) {
            assertThatThrownBy(() -> StrictJson.read(utf8(nothing)))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().errors().getFirst().code())
                                    .isEqualTo("required"));
        }
    }

    @Test
    void capsDepthLengthsAndMagnitudes() {
        refuses(utf8("[".repeat(StrictJson.DEEPEST + 1) + "]".repeat(StrictJson.DEEPEST + 1)));
        assertThat(StrictJson.read(utf8("[".repeat(StrictJson.DEEPEST) + "]".repeat(StrictJson.DEEPEST)))
                        .isArray())
                .isTrue();
        refuses(utf8("\"" + "x".repeat(StrictJson.LONGEST_STRING + 1) + "\""));
        refuses(utf8("{\"" + "x".repeat(StrictJson.LONGEST_NAME + 1) + "\":1}"));
        refuses(utf8("9".repeat(StrictJson.LONGEST_NUMBER + 1)));
    }

    @Test
    void refusesAMillionLevelsAtOnce() {
        var open = utf8("[".repeat(1_000_000));
        var objects = utf8("{\"a\":".repeat(1_000_000));

        Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
            refuses(open);
            refuses(objects);
        });
    }

    private static void refuses(byte[] bytes) {
        assertThatThrownBy(() -> StrictJson.read(bytes)).isInstanceOf(ProblemException.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(int... values) {
        var out = new ByteArrayOutputStream();
        for (var value : values) {
            out.write(value);
        }
        return out.toByteArray();
    }
}
