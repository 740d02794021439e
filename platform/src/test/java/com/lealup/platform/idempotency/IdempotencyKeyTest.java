package com.lealup.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.lealup.platform.problem.ProblemException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class IdempotencyKeyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"abc|abc", "\"abc\"|abc", "\"a\\\"b\"|a\"b", "\"a\\\\b\"|a\\b", "!~|!~", "a\"b|a\"b", "\"|\""})
    void takesBareAndQuotedForms(String header, String key) {
        assertThat(IdempotencyKey.of(request(header))).contains(new IdempotencyKey(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a b", "\"\"", "\"a b\"", "\"a\"b\"", "\"a\\x\"", "é", "a\u0007"})
    void refusesOtherForms(String header) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> IdempotencyKey.of(request(header)));
    }

    @Test
    void takesAtMost255Characters() {
        assertThat(IdempotencyKey.of(request("k".repeat(255)))).isPresent();
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> IdempotencyKey.of(request("k".repeat(256))));
    }

    @Test
    void refusesTwoHeaders() {
        MockHttpServletRequest request = request("a");
        request.addHeader("Idempotency-Key", "b");

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> IdempotencyKey.of(request));
    }

    @Test
    void isAbsentWithoutTheHeader() {
        assertThat(IdempotencyKey.of(new MockHttpServletRequest())).isEqualTo(Optional.empty());
    }

    private static MockHttpServletRequest request(String header) {
        var request = new MockHttpServletRequest();
        request.addHeader("Idempotency-Key", header);
        return request;
    }
}
