package com.lealup.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.probe.Probe;
import com.lealup.platform.probe.WithProbe;
import com.lealup.platform.testing.TestIdentity;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@WithProbe
class IdentityOverHttpIT {

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
                "/",
                "/v1/whoami",
                "/v1/things",
                "/v1/nothing-here",
                "/error",
                "/open/closed/",
                "/internal/things/1",
                "/internal/",
                "/actuator/health",
                "/favicon.ico",
                "/v1/text/",
                "//v1/text",
                "/V1/TEXT",
                "/v1/whoami;/v1/text",
                "/v1/text;x=1/../whoami",
                "/v1/text/..;/whoami",
                "/v1/text/%2e%2e/whoami"
            })
    void answersNothingWithoutAToken(String path) {
        for (var method : new String[] {"GET", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"}) {
            var answer = probe.send(probe.unsigned(path).method(method, HttpRequest.BodyPublishers.noBody()));

            // What the container itself cannot read is refused before anybody asks who sent it.
            if (answer.status() != 400) {
                assertThat(answer.status()).as(method).isEqualTo(401);
                assertThat(answer.code()).isEqualTo("unauthenticated");
                assertThat(answer.header("WWW-Authenticate"))
                        .startsWith("Bearer realm=\"LealUp\", error=\"invalid_token\", error_description=\"");
            }
        }
    }

    @Test
    void knowsTheCallerOfAValidToken() {
        var caller = TestIdentity.caller("things:read");

        var answer = new Probe(port, caller).get("/v1/whoami");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("tenant_id").stringValue())
                .isEqualTo(caller.tenantId().toString());
    }

    @Test
    void refusesTwoTokens() {
        var token = TestIdentity.token(TestIdentity.caller(), Probe.SERVICE, "GET", "/v1/whoami");
        var request = probe.unsigned("/v1/whoami")
                .header(IdentityTokens.HEADER, token)
                .header(IdentityTokens.HEADER, token);

        assertThat(probe.send(request).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "another-service, GET, /v1/whoami",
        "probe-service, POST, /v1/whoami",
        "probe-service, GET, /v1/things",
        "ingest-service, GET, /v1/whoami"
    })
    void refusesATokenForAnotherRequest(String audience, String method, String path) {
        var token = TestIdentity.token(TestIdentity.caller(), audience, method, path);

        assertThat(probe.send(probe.unsigned("/v1/whoami").header(IdentityTokens.HEADER, token))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void namesTheMissingScope() {
        var answer = new Probe(port, TestIdentity.caller("things:write")).get("/v1/things");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("insufficient_scope");
        assertThat(answer.json().path("detail").stringValue()).contains("things:read");
        assertThat(answer.header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"LealUp\", error=\"insufficient_scope\", scope=\"things:read\"");
    }

    @Test
    void letsTheScopeOfAllScopesDoEverything() {
        assertThat(new Probe(port, TestIdentity.caller(Caller.EVERYTHING))
                        .get("/v1/things")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void letsAnyoneCallAnOpenHandler() {
        assertThat(probe.send(probe.unsigned("/v1/text")).text()).isEqualTo("nobody");
        assertThat(probe.send(probe.unsigned("/open/door")).status()).isEqualTo(200);
    }

    @Test
    void guardsAHandlerThatAnOpenPatternCoversToo() {
        assertThat(probe.send(probe.unsigned("/open/closed")).status()).isEqualTo(401);
        assertThat(probe.send(probe.unsigned("/open/%63losed")).status()).isEqualTo(401);
    }

    @Test
    void letsANamedServiceAskInItsCallersName() {
        var caller = TestIdentity.caller();
        var token = TestIdentity.token(caller, "ingest-service", "POST", "/v1/events");

        var answer = probe.send(probe.unsigned("/internal/things/1").header(IdentityTokens.HEADER, token));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("tenant_id").stringValue())
                .isEqualTo(caller.tenantId().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-service", "probe-service", "lealup-gateway", "ingest-service2"})
    void refusesEveryOtherAsker(String audience) {
        var token = TestIdentity.token(TestIdentity.caller(Caller.EVERYTHING), audience, "GET", "/internal/things/1");

        assertThat(probe.send(probe.unsigned("/internal/things/1").header(IdentityTokens.HEADER, token))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/../v1/whoami",
                "/internal/%2e%2e/v1/whoami",
                "/internal/..;/v1/whoami",
                "/internal/things/../../v1/whoami",
                "/internal//../v1/whoami"
            })
    void doesNotLetAPassedOnTokenOutOfTheInternalPaths(String path) {
        var token = TestIdentity.token(TestIdentity.caller(Caller.EVERYTHING), "ingest-service", "GET", "/v1/events");

        var answer = probe.raw(
                "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nLealup-Identity: " + token + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("\"scopes\"");
    }

    @Test
    void answersOptionsOfAKnownCaller() {
        assertThat(probe.send(probe.signed("OPTIONS", "/v1/things")).header("Allow"))
                .contains("GET")
                .contains("POST");
    }
}
