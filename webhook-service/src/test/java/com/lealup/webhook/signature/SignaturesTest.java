package com.lealup.webhook.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.standardwebhooks.Webhook;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignaturesTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** The first three are published with the official libraries; the last two were agreed on by two of them. */
    static List<Arguments> vectors() {
        return List.of(
                Arguments.of(
                        SECRET,
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330L,
                        "{\"test\": 2432232314}",
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
                Arguments.of(
                        "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
                        "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
                        1649367553L,
                        "{\"email\":\"test@example.com\",\"username\":\"test_user\"}",
                        "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="),
                Arguments.of(
                        "whsec_b6Ovv5eS7H5seJrGSStBYDivs8v2/KrFjfMaVZYsi7w=",
                        "7a2486b3-31cf-4bd3-a460-df8845d16cd5",
                        1737987215L,
                        "{\"greetings\": \"Hello World\"}",
                        "v1,iayM3VaiYCEDP/CxWUFWcxUCJk2YmBDQHtHTsaHzrwo="),
                Arguments.of(
                        SECRET,
                        "msg_utf8",
                        1700000000L,
                        "{\"name\":\"Zoë 🚀\"}",
                        "v1,7TTkFEMTHql4sTsw8Y5GcZiuA26oOrRqaMPdZw1BX58="),
                Arguments.of(SECRET, "msg_empty", 1700000000L, "", "v1,LrOGikvEp3ovC4ipwU5sfXzzFy9SMN1tDL3jPPGtLmc="));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsPublished(String secret, String id, long timestamp, String body, String expected) {
        var signature = Signatures.sign(
                List.of(SigningSecret.parse(secret).orElseThrow()),
                id,
                Instant.ofEpochSecond(timestamp),
                body.getBytes(StandardCharsets.UTF_8));

        assertThat(signature).isEqualTo(expected);
    }

    @Test
    void signsWithBothSecretsDuringARotation() throws Exception {
        // Given
        var old = SigningSecret.generate();
        var young = SigningSecret.generate();
        var now = Instant.now();
        var body = "{\"id\":\"msg_1\"}";

        // When
        var signature = Signatures.sign(List.of(young, old), "msg_1", now, body.getBytes(StandardCharsets.UTF_8));

        // Then
        var headers = HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of("msg_1"),
                        "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
                        "webhook-signature", List.of(signature)),
                (name, value) -> true);
        for (var secret : List.of(old, young)) {
            assertThatNoException().isThrownBy(() -> new Webhook(secret.text()).verify(body, headers));
        }
    }
}
