package com.lealup.platform.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.probe.Probe;
import com.lealup.platform.probe.WithProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@WithProbe
class CorrelationOverHttpIT {

    @LocalServerPort
    private int port;

    private Probe probe;

    @BeforeEach
    void connect() {
        probe = new Probe(port);
    }

    @Test
    void bindsAndEchoesWhatTheCallerSent() {
        var answer = probe.get(
                "/v1/correlation",
                "X-Request-Id",
                "mine-1",
                "traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        assertThat(answer.header("X-Request-Id")).isEqualTo("mine-1");
        assertThat(answer.json().path("request_id").stringValue()).isEqualTo("mine-1");
        assertThat(answer.json().path("mdc_request_id").stringValue()).isEqualTo("mine-1");
        assertThat(answer.json().path("mdc_trace_id").stringValue()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(answer.header("traceparent"))
                .isEqualTo(answer.json().path("traceparent").stringValue());
    }

    @Test
    void generatesWhatIsMissingOrInsane() {
        assertThat(probe.get("/v1/correlation").header("X-Request-Id")).hasSize(26);
        assertThat(probe.get("/v1/correlation", "X-Request-Id", "not sane").header("X-Request-Id"))
                .hasSize(26);
    }

    @Test
    void isOnRefusalsToo() {
        var answer = probe.send(probe.unsigned("/v1/correlation").header("X-Request-Id", "refused-1"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("X-Request-Id")).isEqualTo("refused-1");
        assertThat(answer.json().path("request_id").stringValue()).isEqualTo("refused-1");
    }
}
