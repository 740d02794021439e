package com.lealup.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.identity.IdentityTokens;
import com.lealup.platform.probe.Probe;
import com.lealup.platform.probe.WithProbe;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@WithProbe
@ExtendWith(OutputCaptureExtension.class)
class ProblemsOverHttpIT {

    @LocalServerPort
    private int port;

    private Probe probe;

    @BeforeEach
    void connect() {
        probe = new Probe(port);
    }

    @Test
    void describesEveryMemberOfAProblem() {
        var answer = probe.get("/v1/failures/duplicate", "X-Request-Id", "abc-1");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().propertyNames())
                .containsExactly("type", "title", "status", "detail", "instance", "code", "request_id", "customer_id");
        assertThat(answer.json().path("type").stringValue()).isEqualTo("/problems/duplicate");
        assertThat(answer.json().path("title").stringValue()).isEqualTo(ProblemType.DUPLICATE.title());
        assertThat(answer.json().path("instance").stringValue()).isEqualTo("/v1/failures/duplicate");
        assertThat(answer.json().path("request_id").stringValue()).isEqualTo("abc-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bug", "error", "checked", "constraint"})
    void saysNothingButTheRequestIdWhenWeAreAtFault(String kind, CapturedOutput output) {
        var answer = probe.get("/v1/failures/" + kind, "X-Request-Id", "at-fault-" + kind);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("server_error");
        assertThat(answer.text()).doesNotContain("secret", "Exception", "duplicate key", "com.lealup");
        assertThat(answer.json().path("request_id").stringValue()).isEqualTo("at-fault-" + kind);
        assertThat(output).contains("request failed").contains("\tat com.lealup.platform.probe.ProbeController");
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "resource", "killed", "kafka"})
    void asksToRetryWhenAPartIsAway(String kind) {
        var answer = probe.get("/v1/failures/" + kind);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.text()).doesNotContain("secret", "connection", "broker");
    }

    @Test
    void logsNoStackTraceForACallersMistake(CapturedOutput output) {
        assertThat(probe.get("/v1/failures/none").status()).isEqualTo(404);
        assertThat(probe.post("/v1/things", "{").status()).isEqualTo(400);

        assertThat(output.getAll()).doesNotContain("\tat com.lealup");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, validation_error",
        "403, 403, insufficient_scope",
        "404, 404, not_found",
        "418, 400, validation_error",
        "429, 429, rate_limited",
        "500, 500, server_error",
        "502, 500, server_error",
        "503, 503, unavailable"
    })
    void translatesWhatTheContainerIsTold(int sent, int status, String code) {
        var answer = probe.get("/v1/send-error/" + sent, "X-Request-Id", "sent-" + sent);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("X-Request-Id")).isEqualTo("sent-" + sent);
        assertThat(answer.json().path("instance").stringValue()).isEqualTo("/v1/send-error/" + sent);
        assertThat(answer.text()).doesNotContain("secret");
    }

    @Test
    void answersAnUnknownPathWithNotFound() {
        var answer = probe.get("/v1/nothing-here");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not_found");
    }

    @Test
    void answersTheErrorPageItselfWithNotFound() {
        assertThat(probe.get("/error").status()).isEqualTo(404);
    }

    @Test
    void answersAnIdThatCannotBeOneWithNotFound() {
        assertThat(probe.get("/v1/things/not-a-uuid").code()).isEqualTo("not_found");
    }

    @Test
    void listsTheMethodsThatWork() {
        var answer = probe.send(probe.signed("DELETE", "/v1/things"));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("method_not_allowed");
        assertThat(answer.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void namesAMissingParameter() {
        var answer = probe.get("/v1/required");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo("?name");
        assertThat(answer.json().at("/errors/0/code").stringValue()).isEqualTo("required");
    }

    @Test
    void saysWhatAMistypedParameterMustBe() {
        assertThat(probe.get("/v1/things?count=many")
                        .json()
                        .at("/errors/0/message")
                        .stringValue())
                .isEqualTo("must be a whole number");
        assertThat(probe.get("/v1/things?colour=pink")
                        .json()
                        .at("/errors/0/message")
                        .stringValue())
                .isEqualTo("must be one of red, light_blue");
    }

    @Test
    void locatesMalformedJsonInABodyReadBySpring() {
        var answer = probe.post("/v1/record", "{\n  \"arr\": 1,,\n}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("line").intValue()).isEqualTo(2);
        assertThat(answer.text()).doesNotContain("tools.jackson", "ProbeController");
    }

    @Test
    void namesTheFieldSpringCouldNotRead() {
        var unknown = probe.post("/v1/record", "{\"display_nam\": \"x\"}");
        assertThat(unknown.json().at("/errors/0/pointer").stringValue()).isEqualTo("/display_nam");
        assertThat(unknown.json().at("/errors/0/code").stringValue()).isEqualTo("unknown_field");

        var mistyped = probe.post("/v1/record", "{\"arr\": \"x\"}");
        assertThat(mistyped.json().at("/errors/0/pointer").stringValue()).isEqualTo("/arr");
        assertThat(mistyped.json().at("/errors/0/code").stringValue()).isEqualTo("invalid_type");
    }

    @Test
    void answersAMissingBody() {
        var answer = probe.send(probe.signed("POST", "/v1/things").POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /<script> HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%2e%2e/%2fetc HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: nonsense\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/3.7\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"
            })
    void answersWhatIsNoHttpInItsOwnFormat(String request) {
        var answer = probe.raw(request);

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("<html", "Tomcat", "Exception", "org.apache");
        assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
        assertThat(answer).containsIgnoringCase("x-request-id:");
        assertThat(answer).contains("\"code\":");
    }

    @Test
    void answersHeadersThatAreTooLarge() {
        var answer = probe.raw("GET / HTTP/1.1\r\nHost: x\r\nX-Filler: " + "f".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").contains("\"code\":").doesNotContain("<html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "-1", "FFFFFFFFFFFFFFFFF"})
    void answersABrokenChunkAsTheCallersMistake(String size) {
        var token = probe.signed("POST", "/v1/things")
                .build()
                .headers()
                .firstValue(IdentityTokens.HEADER)
                .orElseThrow();
        var answer = probe.raw("POST /v1/things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + IdentityTokens.HEADER + ": " + token + "\r\nTransfer-Encoding: chunked\r\n\r\n" + size
                + "\r\n{}\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"validation_error\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/mixed"})
    void answersAMultipartBodyWithoutABoundaryAsAWrongType(String type) {
        var answer = probe.send(probe.signed("POST", "/v1/things")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(answer.status()).isEqualTo(415);
    }
}
