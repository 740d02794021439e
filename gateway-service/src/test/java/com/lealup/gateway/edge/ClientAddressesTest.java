package com.lealup.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lealup.platform.environment.InvalidSettingException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressesTest {

    private final ClientAddresses behindProxy = new ClientAddresses(properties(List.of("10.0.0.0/8", "2001:db8::1")));

    @Test
    void believesOnlyTheConnectionByDefault() {
        var addresses = new ClientAddresses(properties(List.of()));

        assertThat(addresses.of(request("203.0.113.9", "198.51.100.1"))).isEqualTo("203.0.113.9");
    }

    @Test
    void doesNotBelieveAStrangersHeader() {
        assertThat(behindProxy.of(request("203.0.113.9", "198.51.100.1"))).isEqualTo("203.0.113.9");
    }

    @Test
    void takesTheLastAddressThatIsNoTrustedProxy() {
        assertThat(behindProxy.of(request("10.1.2.3", "1.1.1.1, 198.51.100.1, 10.9.9.9")))
                .isEqualTo("198.51.100.1");
        assertThat(behindProxy.of(request("2001:db8::1", "198.51.100.1"))).isEqualTo("198.51.100.1");
    }

    @Test
    void stopsAtWhatIsNoAddress() {
        assertThat(behindProxy.of(request("10.1.2.3", "198.51.100.1, unknown, 10.9.9.9")))
                .isEqualTo("10.9.9.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999.1.1.1", "1.2.3.4.5", "99999999999", "198.51.100.1:443", "::g"})
    void looksNoAddressUpThatOnlyResemblesOne(String text) {
        assertThat(Network.literal(text)).isEmpty();
        assertThat(behindProxy.of(request("10.1.2.3", text))).isEqualTo("10.1.2.3");
    }

    @Test
    void fallsBackToTheProxyWithoutAHeader() {
        assertThat(behindProxy.of(request("10.1.2.3"))).isEqualTo("10.1.2.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "999.1.1.1", "example.com/8", ""})
    void refusesATrustedProxyThatIsNoRange(String text) {
        assertThatThrownBy(() -> properties(List.of(text)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("LEALUP_EDGE_TRUSTED_PROXIES");
    }

    private static MockHttpServletRequest request(String peer, String... forwardedFor) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        for (var line : forwardedFor) {
            request.addHeader("X-Forwarded-For", line);
        }
        return request;
    }

    private static EdgeProperties properties(List<String> trustedProxies) {
        return new EdgeProperties(trustedProxies, Duration.ofSeconds(20), Duration.ZERO);
    }
}
