package com.lealup.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "Keep-Alive",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "Proxy-Authorization",
                "Authorization",
                "Cookie",
                "Forwarded",
                "X-Forwarded-For",
                "x-forwarded-host",
                "X-FORWARDED-PREFIX",
                "Lealup-Identity",
                "lealup-identity",
                "Lealup-Anything",
                "X-Real-IP",
                "Host",
                "Content-Length"
            })
    void endsAtTheGateway(String name) {
        assertThat(HeaderRules.passesToService(name, Set.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept",
                "Accept-Encoding",
                "Content-Type",
                "Content-Encoding",
                "Idempotency-Key",
                "If-Match",
                "If-None-Match",
                "User-Agent",
                "tracestate"
            })
    void passesOn(String name) {
        assertThat(HeaderRules.passesToService(name, Set.of())).isTrue();
    }

    @Test
    void dropsWhatConnectionLists() {
        var listed = HeaderRules.listedBy(Collections.enumeration(List.of("close, X-Secret-Hop", "x-other")));

        assertThat(HeaderRules.passesToService("X-Secret-Hop", listed)).isFalse();
        assertThat(HeaderRules.passesToService("X-OTHER", listed)).isFalse();
        assertThat(HeaderRules.passesToCaller("x-other", listed)).isFalse();
        assertThat(HeaderRules.passesToService("X-Third", listed)).isTrue();
    }

    @Test
    void keepsTheServicesIdentityFromTheCaller() {
        assertThat(HeaderRules.passesToCaller("Lealup-Identity", Set.of())).isFalse();
        assertThat(HeaderRules.passesToCaller("ETag", Set.of())).isTrue();
        assertThat(HeaderRules.passesToCaller("Retry-After", Set.of())).isTrue();
    }
}
