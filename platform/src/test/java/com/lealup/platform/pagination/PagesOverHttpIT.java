package com.lealup.platform.pagination;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.probe.Probe;
import com.lealup.platform.probe.WithProbe;
import com.lealup.platform.testing.TestIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@WithProbe
class PagesOverHttpIT {

    @LocalServerPort
    private int port;

    private Probe probe;

    @BeforeEach
    void connect() {
        probe = new Probe(port);
    }

    @Test
    void leadFromOneToTheNext() {
        var first = probe.get("/v1/pages?limit=2");
        assertThat(first.text())
                .startsWith("{\"data\":[1,2],\"next_cursor\":\"")
                .endsWith("\"has_more\":true}");

        var second = probe.get("/v1/pages?cursor=" + next(first) + "&limit=2");
        assertThat(second.text()).startsWith("{\"data\":[3,4]");

        var last = probe.get("/v1/pages?limit=200&cursor=" + next(second));
        assertThat(last.text()).isEqualTo("{\"data\":[5],\"next_cursor\":null,\"has_more\":false}");
    }

    @Test
    void haveNoNextWhenAllFits() {
        assertThat(probe.get("/v1/pages?limit=5").json().path("has_more").booleanValue())
                .isFalse();
        assertThat(probe.get("/v1/pages").json().path("data").size()).isEqualTo(5);
    }

    @Test
    void belongToTheirFiltersAndTheirWorkspace() {
        var cursor = next(probe.get("/v1/pages?limit=2&status=active"));

        assertThat(probe.get("/v1/pages?status=active&cursor=" + cursor).status())
                .isEqualTo(200);
        assertThat(probe.get("/v1/pages?status=trial&cursor=" + cursor).status())
                .isEqualTo(400);
        assertThat(probe.get("/v1/pages?cursor=" + cursor).status()).isEqualTo(400);
        assertThat(new Probe(port, TestIdentity.caller())
                        .get("/v1/pages?status=active&cursor=" + cursor)
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "x", "", "1.5", "99999999999999999999", "%2B1", "٣"})
    void areNeitherEmptyNorHuge(String limit) {
        var answer = probe.get("/v1/pages?limit=" + limit.replace("٣", "%D9%A3"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo("?limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA"})
    void areNotMadeUp(String cursor) {
        var answer = probe.get("/v1/pages?cursor=" + cursor);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo("?cursor");
    }

    private static String next(Probe.Answer answer) {
        return answer.json().path("next_cursor").stringValue();
    }
}
