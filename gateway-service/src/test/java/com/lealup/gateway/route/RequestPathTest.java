package com.lealup.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/customers/..",
                "/v1/./customers",
                "/v1/../operator/workspaces",
                "/v1/%2e%2e/operator",
                "/v1/.%2E/operator",
                "/v1//customers",
                "//v1/customers",
                "/v1/customers/%2f",
                "/v1/customers%2Fx",
                "/v1/customers/%5c",
                "/v1/customers;a=b",
                "/v1/customers%3Ba",
                "/v1/%252e%252e/x",
                "/v1/customers/%00",
                "/v1/customers/%0d%0aX:y",
                "/v1/customers/%",
                "/v1/customers/%4",
                "/v1/customers/%zz",
                "/v1/%63ustomers",
                "/v1/customers/%7E",
                "/v1/customers/%2D",
                "/v1/customers/%c3%BC",
                "/v1/customers\\x",
                "*",
                ""
            })
    void refusesWhatTwoParsersCouldReadDifferently(String path) {
        assertThat(RequestPath.of(path, null)).isInstanceOf(RequestPath.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v1/customers", "/v1/customers/", "/v1/customers/01H", "/v1/%C3%BC%20", "/v1/a.b/c..d"})
    void keepsWhatHasOneReading(String path) {
        assertThat(RequestPath.of(path, "a=%20b")).isEqualTo(new RequestPath.Plain(path, "a=%20b"));
    }

    @Test
    void refusesABrokenEscapeInTheQuery() {
        assertThat(RequestPath.of("/v1/customers", "q=%zz")).isInstanceOf(RequestPath.Refused.class);
    }

    @Test
    void keepsTheQueryAsItWasSent() {
        assertThat(new RequestPath.Plain("/v1/customers", "q=%C3%A4&limit=2").target())
                .isEqualTo("/v1/customers?q=%C3%A4&limit=2");
    }
}
