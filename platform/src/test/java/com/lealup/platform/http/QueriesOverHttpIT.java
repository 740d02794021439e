package com.lealup.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.probe.Probe;
import com.lealup.platform.probe.WithProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@WithProbe
class QueriesOverHttpIT {

    @LocalServerPort
    private int port;

    private Probe probe;

    @BeforeEach
    void connect() {
        probe = new Probe(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/things?count=2&colour=light_blue&tag=a&tag=b",
                "/v1/things?",
                "/v1/things?&&count=1&",
                "/v1/declared?a=1&b=2",
                "/v1/pages?limit=2&status=x"
            })
    void takesWhatAHandlerReads(String path) {
        assertThat(probe.get(path).status()).isEqualTo(200);
    }

    @Test
    void keepsEveryValueOfARepeatableParameter() {
        assertThat(probe.get("/v1/things?tag=a%2Cb&tag=%C3%BC+x").text()).contains("[\"a,b\",\"ü x\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/things?cuont=2, ?cuont, unknown_parameter",
        "/v1/things?Count=2, ?Count, unknown_parameter",
        "/v1/things?=2, ?, unknown_parameter",
        "/v1/things?count=2&count=3, ?count, repeated_parameter",
        "/v1/things?colour=light-blue, ?colour, invalid_type",
        "/v1/declared?c=1, ?c, unknown_parameter",
        "/v1/whoami?x, ?x, unknown_parameter",
        "/v1/things?count=%00, ?, malformed_query",
        "/v1/things?count=%ff, ?, malformed_query",
        "/v1/things?count=%c0%80, ?, malformed_query"
    })
    void refusesWhatNobodyReads(String path, String pointer, String code) {
        var answer = probe.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
        assertThat(answer.json().at("/errors/0/code").stringValue()).isEqualTo(code);
    }

    @Test
    void namesEveryUnknownParameter() {
        assertThat(probe.get("/v1/things?x=1&count=1&y=2").json().path("errors").findValuesAsString("pointer"))
                .containsExactly("?x", "?y");
    }
}
