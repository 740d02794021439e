package com.lealup.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.probe.Probe;
import com.lealup.platform.probe.WithProbe;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@WithProbe
class AnswersOverHttpIT {

    @LocalServerPort
    private int port;

    @Test
    void areWrittenInOneDialect() {
        assertThat(new Probe(port)
                        .get("/v1/things/00000000-0000-0000-0000-000000000000")
                        .text())
                .isEqualTo("{\"display_name\":\"Ünïcode\",\"arr\":10000,\"created_at\":\"2026-04-15T14:23:00Z\","
                        + "\"owner_id\":null}");
    }

    @Test
    void nameEveryMistakeOfABody() {
        var answer = new Probe(port).post("/v1/things", "{\"arr\": -1, \"nmae\": \"x\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("validation_error");
        assertThat(answer.json().path("errors").findValuesAsString("pointer"))
                .containsExactly("/name", "/arr", "/nmae");
        assertThat(answer.json().path("detail").stringValue()).startsWith("3 fields are not valid");
    }

    @Test
    void locateMalformedJson() {
        var answer = new Probe(port).post("/v1/things", "{\n  \"name\": \"x\",,\n}");

        assertThat(answer.json().path("line").intValue()).isEqualTo(2);
        assertThat(answer.json().path("detail").stringValue()).contains("line 2");
    }
}
