package com.lealup.webhook.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {

    private final ScriptedResolver names = new ScriptedResolver();
    private final Egress egress = new Egress(settings(false).rules(), names);
    private final Egress onADevelopersMachine = new Egress(settings(true).rules(), names);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # not a URL that can be sent to
                                                     | invalid_url
            example.com/hook                         | invalid_url
            /hook                                    | invalid_url
            https://                                 | invalid_url
            https:///hook                            | invalid_url
            https://exa mple.com/                    | invalid_url
            https://exämple.com/                     | invalid_url
            https://example.com\\@127.0.0.1/         | invalid_url
            https://127%2e0.0.1/                     | invalid_url
            https://example.com/#part                | invalid_url
            https://example.com./                    | invalid_url
            https://exa_mple.com/                    | invalid_url
            https://example.com:0/                   | port_not_allowed
            https://example.com:70000/               | port_not_allowed
            https://example.com:22/                  | port_not_allowed
            https://example.com:8443/                | port_not_allowed
            https://user@example.com/                | userinfo_not_allowed
            https://user:secret@example.com/         | userinfo_not_allowed
            https://example.com@127.0.0.1/           | userinfo_not_allowed
            http://example.com/                      | scheme_not_allowed
            http://8.8.8.8/                          | scheme_not_allowed
            ftp://example.com/                       | scheme_not_allowed
            file://example.com/etc/passwd            | scheme_not_allowed
            gopher://example.com:443/                | scheme_not_allowed
            # other spellings of 127.0.0.1
            https://2130706433/                      | invalid_url
            https://017700000001/                    | invalid_url
            https://0x7f000001/                      | invalid_url
            https://0x7f.0x0.0x0.0x1/                | invalid_url
            https://0177.0.0.1/                      | invalid_url
            https://127.1/                           | invalid_url
            https://127.0.1/                         | invalid_url
            https://127.0.0.1./                      | invalid_url
            https://127.0.0.01/                      | invalid_url
            https://127.0.0.256/                     | invalid_url
            https://[::ffff:127.0.0.1]/              | invalid_url
            https://[::ffff:7f00:1]/                 | invalid_url
            https://[0:0:0:0:0:ffff:8.8.8.8]/        | invalid_url
            https://[fe80::1%25eth0]/                | invalid_url
            # other spellings of 169.254.169.254
            https://2852039166/                      | invalid_url
            https://0xa9fea9fe/                      | invalid_url
            https://0251.0376.0251.0376/             | invalid_url
            https://169.254.43518/                   | invalid_url
            https://[::ffff:169.254.169.254]/        | invalid_url
            https://[::ffff:a9fe:a9fe]/              | invalid_url
            # look-alikes that parsers fold into ASCII
            https://ｅxample.com/                     | invalid_url
            https://exаmple.com/                     | invalid_url
            https://①②⑦.0.0.1/                      | invalid_url
            https://127。0。0。1/                      | invalid_url
            https://ⓛocalhost/                       | invalid_url
            https://localhost./                      | invalid_url
            https://127.0.0.1:443@example.com/       | userinfo_not_allowed
            # private names
            https://localhost/                       | host_not_allowed
            https://LOCALHOST/                       | host_not_allowed
            https://hook.localhost/                  | host_not_allowed
            https://postgres/                        | host_not_allowed
            https://metadata.google.internal/        | host_not_allowed
            https://printer.local/                   | host_not_allowed
            # IPv4 that is not public
            https://0.0.0.0/                         | address_not_allowed
            https://0.1.2.3/                         | address_not_allowed
            https://10.0.0.1/                        | address_not_allowed
            https://100.64.0.1/                      | address_not_allowed
            https://100.100.100.200/                 | address_not_allowed
            https://127.0.0.1/                       | address_not_allowed
            https://127.255.255.254/                 | address_not_allowed
            https://168.63.129.16/                   | address_not_allowed
            https://169.254.169.254/latest/meta-data | address_not_allowed
            https://172.16.0.1/                      | address_not_allowed
            https://172.31.255.255/                  | address_not_allowed
            https://192.0.0.192/                     | address_not_allowed
            https://192.0.2.1/                       | address_not_allowed
            https://192.88.99.1/                     | address_not_allowed
            https://192.168.1.1/                     | address_not_allowed
            https://198.18.0.1/                      | address_not_allowed
            https://198.19.255.255/                  | address_not_allowed
            https://198.51.100.7/                    | address_not_allowed
            https://203.0.113.7/                     | address_not_allowed
            https://224.0.0.1/                       | address_not_allowed
            https://239.255.255.255/                 | address_not_allowed
            https://240.0.0.1/                       | address_not_allowed
            https://255.255.255.255/                 | address_not_allowed
            # IPv6 that is not public
            https://[::]/                            | address_not_allowed
            https://[::1]/                           | address_not_allowed
            https://[::7f00:1]/                      | address_not_allowed
            https://[::ffff:0:7f00:1]/               | address_not_allowed
            https://[64:ff9b::7f00:1]/               | address_not_allowed
            https://[64:ff9b::808:808]/              | address_not_allowed
            https://[64:ff9b:1::1]/                  | address_not_allowed
            https://[64:ff9b::a9fe:a9fe]/            | address_not_allowed
            https://[2002:a9fe:a9fe::]/              | address_not_allowed
            https://[100::1]/                        | address_not_allowed
            https://[2001::1]/                       | address_not_allowed
            https://[2001:db8::1]/                   | address_not_allowed
            https://[2002:7f00:1::]/                 | address_not_allowed
            https://[2a00:1450::200:5efe:7f00:1]/    | address_not_allowed
            https://[3ffe::1]/                       | address_not_allowed
            https://[3fff::1]/                       | address_not_allowed
            https://[5f00::1]/                       | address_not_allowed
            https://[fc00::1]/                       | address_not_allowed
            https://[fd00:ec2::254]/                 | address_not_allowed
            https://[fe80::1]/                       | address_not_allowed
            https://[fec0::1]/                       | address_not_allowed
            https://[ff02::1]/                       | address_not_allowed
            """)
    void refuses(String url, String code) {
        names.answers("example.com", "93.184.215.14");

        assertThat(egress.judge(url == null ? "" : url))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/hook",
                "https://EXAMPLE.com:443/hook?x=1",
                "HTTPS://example.com",
                "https://xn--exmple-cua.com/",
                "https://8.8.8.8/",
                "https://100.63.255.255/",
                "https://100.128.0.1/",
                "https://172.15.255.255/",
                "https://172.32.0.1/",
                "https://[2606:4700::1111]/",
                "https://[2a00:1450:4001::1]/"
            })
    void permitsThePublicInternet(String url) {
        names.answers("example.com", "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c");

        assertThat(egress.judge(url)).isInstanceOf(Verdict.Permitted.class);
    }

    @Test
    void refusesAUrlThatIsTooLong() {
        assertThat(egress.judge("https://example.com/" + "x".repeat(2048))).isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9000/hook",
                "http://127.8.8.8:9000/",
                "http://localhost:9000/hook",
                "http://[::1]:9000/",
                "https://localhost:8443/",
                "http://127.0.0.1/"
            })
    void permitsLoopbackWhereTheDeploymentSaysSo(String url) {
        names.answers("localhost", "127.0.0.1", "::1");

        assertThat(onADevelopersMachine.judge(url)).isInstanceOf(Verdict.Permitted.class);
        assertThat(egress.judge(url)).isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080/, port_not_allowed",
        "http://localhost:8098/, port_not_allowed",
        "https://[::1]:8085/, port_not_allowed",
        "https://sneaky.example.com:8084/, port_not_allowed",
        "http://sneaky.example.com:9000/, scheme_not_allowed",
        "http://example.com/, scheme_not_allowed",
        "http://0.0.0.0:9000/, scheme_not_allowed",
        "https://0.0.0.0:9000/, address_not_allowed",
        "https://10.0.0.1/, address_not_allowed",
        "https://example.com:9000/, port_not_allowed"
    })
    void permitsNoMoreThanLoopbackThere(String url, String code) {
        names.answers("localhost", "127.0.0.1");
        names.answers("sneaky.example.com", "127.0.0.1");
        names.answers("example.com", "93.184.215.14");

        assertThat(onADevelopersMachine.judge(url))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void refusesANameThatResolvesToAPrivateAddress() {
        names.answers("inside.example.com", "10.1.2.3");

        assertThat(egress.judge("https://inside.example.com/"))
                .isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("address_not_allowed");
                    assertThat(refused.message()).doesNotContain("10.1.2.3");
                });
    }

    @Test
    void refusesAMixedAnswerWhole() {
        names.answers("mixed.example.com", "93.184.215.14", "169.254.169.254");

        assertThat(egress.judge("https://mixed.example.com/")).isInstanceOf(Verdict.Refused.class);
        assertThatExceptionOfType(RefusedAddressException.class)
                .isThrownBy(() -> egress.addresses("mixed.example.com", 443));
    }

    @Test
    void refusesANameThatChangesItsMindAfterTheCheck() throws UnknownHostException {
        // Given
        names.answers("rebinding.example.com", "93.184.215.14");
        names.answers("rebinding.example.com", "127.0.0.1");

        // When
        var first = egress.judge("https://rebinding.example.com/");

        // Then
        assertThat(first).isInstanceOf(Verdict.Permitted.class);
        assertThatExceptionOfType(RefusedAddressException.class)
                .isThrownBy(() -> egress.addresses("rebinding.example.com", 443))
                .satisfies(e -> assertThat(e.code()).isEqualTo("address_not_allowed"));
    }

    @Test
    void handsOutNoPrivateAddressOfANameThatAnswersAnewEachTime() throws UnknownHostException {
        // Given: a time to live of 0, and every second answer inside
        for (var n = 0; n < 50; n++) {
            names.answers("flips.example.com", "93.184.215.14");
            names.answers("flips.example.com", "127.0.0.1");
        }

        for (var n = 0; n < 50; n++) {
            // When
            var connected = egress.addresses("flips.example.com", 443);

            // Then
            assertThat(connected).containsExactly(new InetSocketAddress(InetAddress.ofLiteral("93.184.215.14"), 443));
            assertThatExceptionOfType(RefusedAddressException.class)
                    .isThrownBy(() -> egress.addresses("flips.example.com", 443));
        }
    }

    @Test
    void connectsToTheAddressesThatItChecked() throws UnknownHostException {
        names.answers("example.com", "93.184.215.14", "2606:4700::1111");

        assertThat(egress.addresses("Example.com", 443))
                .containsExactly(
                        new InetSocketAddress(InetAddress.ofLiteral("93.184.215.14"), 443),
                        new InetSocketAddress(InetAddress.ofLiteral("2606:4700::1111"), 443));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "[::1]", "10.0.0.1", "2130706433", "0x7f.1", "::ffff:8.8.8.8"})
    void checksALiteralHostAtTheAttemptToo(String host) {
        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> egress.addresses(host, 443));
    }

    @Test
    void letsANameThatDoesNotResolveYetThroughButNotItsPort() {
        assertThat(egress.judge("https://soon.example.com/hook")).isInstanceOf(Verdict.Permitted.class);
        assertThat(egress.judge("https://soon.example.com:9000/hook")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void permitsAPrivateNetworkThatTheDeploymentNames() {
        var settings = new EgressSettings(false, List.of("443", "8443"), List.of("10.20.0.0/16"), List.of());
        var inside = new Egress(settings.rules(), names);

        assertThat(inside.judge("https://10.20.3.4:8443/")).isInstanceOf(Verdict.Permitted.class);
        assertThat(inside.judge("https://10.21.3.4:8443/")).isInstanceOf(Verdict.Refused.class);
    }

    private static EgressSettings settings(boolean allowLoopback) {
        return new EgressSettings(allowLoopback, List.of("443"), List.of(), List.of("8080-8098"));
    }

    /** Answers each look-up of a name with the next of its answers, and the last one for ever. */
    private static final class ScriptedResolver implements NameResolver {

        private final Map<String, Deque<List<InetAddress>>> answers = new HashMap<>();

        void answers(String host, String... addresses) {
            answers.computeIfAbsent(host, name -> new ArrayDeque<>())
                    .add(Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
        }

        @Override
        public List<InetAddress> resolve(String host) throws UnknownHostException {
            var script = answers.get(host);
            if (script == null) {
                throw new UnknownHostException(host);
            }
            return script.size() > 1 ? script.removeFirst() : script.getFirst();
        }
    }
}
