package com.lealup.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.GatewayService;
import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.gateway.testing.QuickHashes;
import com.lealup.gateway.testing.RawConnection;
import com.lealup.gateway.testing.UnrulyUpstream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What callers notice of services that are in trouble, and services of callers that leave. */
@ExtendWith(OutputCaptureExtension.class)
class UpstreamTroubleIT extends GatewayTestBase {

    private static final UnrulyUpstream SERVICE = UnrulyUpstream.start();
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(4);
    private static final String ROUTE = "/v1/webhook-subscriptions/";

    private Workspace workspace;

    private static ConfigurableApplicationContext gateway;
    private static int gatewayPort;

    @BeforeAll
    static void startAGatewayBeforeTheService() {
        gateway = start();
        gatewayPort = port(gateway);
    }

    @AfterAll
    static void stopIt() {
        gateway.close();
    }

    @BeforeEach
    void openWorkspace() {
        workspace = newWorkspace();
    }

    @AfterEach
    void thaw() {
        SERVICE.thaw();
        SERVICE.drop(0);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ask("GET", ROUTE + "after").status() == 200);
    }

    @Test
    void saysWithinTwoSecondsThatAServiceIsFrozen() {
        SERVICE.freeze();
        long start = System.nanoTime();

        var first = ask("POST", ROUTE + "frozen");

        assertThat(first.status()).isEqualTo(503);
        assertThat(first.code()).isEqualTo("unavailable");
        assertThat(first.header("Retry-After")).isEqualTo("1");
        assertThat(since(start)).isLessThan(Duration.ofSeconds(2));
        long again = System.nanoTime();
        assertThat(ask("GET", ROUTE + "frozen").status()).isEqualTo(503);
        assertThat(since(again)).as("while it is known").isLessThan(Duration.ofMillis(500));
        assertThat(ask("GET", "/v1/customers").status()).as("another service").isEqualTo(200);
    }

    @Test
    void tellsThoseWhoWaitWhenAServiceFreezes() {
        var waiting = CompletableFuture.supplyAsync(() -> ask("GET", ROUTE + "slow"));
        await().until(() -> SERVICE.seen(ROUTE + "slow") > 0);
        SERVICE.freeze();
        long start = System.nanoTime();

        assertThat(ask("GET", ROUTE + "frozen").status()).isEqualTo(503);
        assertThat(waiting.join().status()).isIn(503, 200);
        assertThat(since(start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void waitsForASlowAnswerOfAServiceThatIsAlive() {
        // On a machine without time to spare the service of this test may fall silent for real.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            long start = System.nanoTime();
            assertThat(ask("GET", ROUTE + "slow").response().body()).isEqualTo("slow");
            assertThat(since(start)).isGreaterThan(Duration.ofSeconds(2));
        });
    }

    @Test
    void doesNotWaitForeverForAServiceThatIsAliveAndDoesNotAnswer() {
        int before = SERVICE.left();
        long start = System.nanoTime();

        assertThat(ask("GET", ROUTE + "never").status()).isEqualTo(503);

        assertThat(since(start)).isBetween(LONGEST_SILENCE, LONGEST_SILENCE.plusSeconds(2));
        await().atMost(Duration.ofSeconds(2)).until(() -> SERVICE.left() == before + 1);
    }

    @Test
    void breaksOffAnAnswerThatStopsHalfWay() throws Exception {
        int before = SERVICE.left();
        long start = System.nanoTime();
        try (var connection = new RawConnection(gatewayPort)) {
            connection.write(request("GET", ROUTE + "half"));

            assertThat(connection.readAll()).endsWith("\r\n\r\nhalf");
        }
        assertThat(since(start)).isBetween(LONGEST_SILENCE, LONGEST_SILENCE.plusSeconds(2));
        await().atMost(Duration.ofSeconds(2)).until(() -> SERVICE.left() == before + 1);
    }

    @Test
    void breaksOffAtTheServiceWhenTheCallerLeavesWhileItWorks(CapturedOutput output) throws Exception {
        int before = SERVICE.left();
        long seen = SERVICE.seen(ROUTE + "never");
        try (var connection = new RawConnection(gatewayPort)) {
            connection.write(request("GET", ROUTE + "never"));
            await().until(() -> SERVICE.seen(ROUTE + "never") > seen);
            assertThat(SERVICE.left()).isEqualTo(before);
        }

        await().atMost(Duration.ofSeconds(2)).until(() -> SERVICE.left() == before + 1);
        assertNoFaultOfOurs(output);
    }

    @Test
    void breaksOffAtTheServiceWhenTheCallerLeavesInTheMiddleOfTheAnswer(CapturedOutput output) throws Exception {
        int before = SERVICE.left();
        try (var connection = new RawConnection(gatewayPort)) {
            connection.write(request("GET", ROUTE + "endless"));
            connection.readUntil("xxxx");
            assertThat(SERVICE.left()).isEqualTo(before);
        }

        await().atMost(Duration.ofSeconds(2)).until(() -> SERVICE.left() == before + 1);
        assertNoFaultOfOurs(output);
    }

    @Test
    void callsItNoFaultThatACallerLeavesInTheMiddleOfABody(CapturedOutput output) throws Exception {
        try (var connection = new RawConnection(gatewayPort)) {
            connection.write(request("POST", ROUTE).replaceFirst("\r\n\r\n$", "\r\nContent-Length: 100\r\n\r\n{"));
        }
        try (var connection = new RawConnection(gatewayPort)) {
            connection.write(
                    request("POST", ROUTE).replaceFirst("\r\n\r\n$", "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"));
            connection.readUntil("\r\n\r\n");
        }

        assertNoFaultOfOurs(output);
    }

    private static void assertNoFaultOfOurs(CapturedOutput output) {
        await().during(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(output.getAll()).doesNotContain(" ERROR "));
    }

    @Test
    void losesNothingOfARequestThatIsSentBeforeTheLastOneIsAnswered() throws Exception {
        try (var connection = new RawConnection(gatewayPort)) {
            connection.write(request("GET", ROUTE + "slow") + request("GET", ROUTE + "pipelined"));

            assertThat(connection.readUntil("\r\n\r\nok"))
                    .contains("\r\n\r\nslow")
                    .endsWith("\r\n\r\nok");
        }
        assertThat(SERVICE.seen(ROUTE + "pipelined")).isEqualTo(1);
    }

    @Test
    void asksAgainWhenAKeptConnectionEndsWithoutAnAnswer() {
        ask("GET", ROUTE + "before");
        SERVICE.drop(1);

        assertThat(ask("GET", ROUTE + "again").status()).isEqualTo(200);
        assertThat(SERVICE.seen(ROUTE + "again")).isEqualTo(2);
    }

    @Test
    void neverSendsAPostTwice() {
        ask("GET", ROUTE + "before");
        SERVICE.drop(1);

        assertThat(ask("POST", ROUTE + "once").status()).isEqualTo(503);
        assertThat(SERVICE.seen(ROUTE + "once")).isEqualTo(1);
    }

    @Test
    void closesAConnectionWhoseHeadersDoNotEnd() throws Exception {
        long start = System.nanoTime();
        try (var connection = new RawConnection(gatewayPort)) {
            connection.write("GET /v1/customers HTTP/1.1\r\nX-Slow: ");
            await().pollInterval(Duration.ofMillis(200))
                    .atMost(Duration.ofSeconds(8))
                    .until(() -> refuses(connection));
        }
        assertThat(since(start)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void endsWhatIsInProgressBeforeItStops() {
        var second = start();
        int secondPort = port(second);
        long seen = SERVICE.seen(ROUTE + "slow");
        var waiting = CompletableFuture.supplyAsync(
                () -> sendTo(secondPort, "Bearer " + workspace.key(), "GET", ROUTE + "slow", null));
        await().until(() -> SERVICE.seen(ROUTE + "slow") > seen);

        second.close();

        assertThat(waiting.join().status()).isEqualTo(200);
    }

    private static ConfigurableApplicationContext start() {
        var properties = new HashMap<String, Object>(properties());
        properties.put("server.port", "0");
        properties.put("lealup.routes.webhook-service", SERVICE.origin());
        properties.put("lealup.edge.longest-headers", "2s");
        properties.put("lealup.routes.response-timeout", LONGEST_SILENCE.toMillis() + "ms");
        return new SpringApplicationBuilder(GatewayService.class, QuickHashes.class)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
    }

    private static int port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private Answer ask(String method, String path) {
        return sendTo(gatewayPort, "Bearer " + workspace.key(), method, path, method.equals("POST") ? "{}" : null);
    }

    private static boolean refuses(RawConnection connection) {
        try {
            connection.write("x");
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private String request(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + workspace.key() + "\r\n\r\n";
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
