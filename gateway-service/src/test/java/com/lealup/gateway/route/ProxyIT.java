package com.lealup.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.gateway.testing.RawConnection;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.TokenVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class ProxyIT extends GatewayTestBase {

    private static final int MEGABYTE = 1024 * 1024;

    @Autowired
    private TokenVerifier verifier;

    private Workspace workspace;

    @BeforeEach
    void openWorkspace() {
        workspace = newWorkspace();
    }

    @Test
    void signsWhoIsCallingForTheServiceBehindTheRoute() throws InterruptedException {
        var key = createKey(workspace.key(), "customers:read", "health:read");

        get(key.path("key").asString(), "/v1/customers/01H/health?at=2026-11-23T00%3A00%3A00Z");

        var seen = UPSTREAM.next();
        assertThat(seen.target()).isEqualTo("/v1/customers/01H/health?at=2026-11-23T00%3A00%3A00Z");
        var token = seen.header("Lealup-Identity").getFirst();
        var identity = verifier.verify(token, "health-service", "GET", "/v1/customers/01H/health")
                .orElseThrow();
        var caller = identity.caller();
        assertThat(caller.tenantId()).hasToString(workspace.tenantId());
        assertThat(caller.principalId()).isEqualTo(key.path("id").asString());
        assertThat(caller.type()).isEqualTo(PrincipalType.API_KEY);
        assertThat(caller.scopes()).containsExactlyInAnyOrder("customers:read", "health:read");
        assertThat(caller.email()).isEqualTo("ana@acme.example");
        assertThat(caller.clientAddress()).isEqualTo("127.0.0.1");
        assertThat(verifier.verify(token, "customer-service", "GET", "/v1/customers/01H/health"))
                .isEmpty();
        assertThat(verifier.verify(token, "health-service", "DELETE", "/v1/customers/01H/health"))
                .isEmpty();
        assertThat(verifier.verify(token, "health-service", "GET", "/v1/customers/01X/health"))
                .isEmpty();
    }

    @Test
    void stripsWhatACallerMayNotSay() throws Exception {
        try (var connection = new RawConnection(port)) {
            connection.write("""
                    GET /v1/customers HTTP/1.1\r
                    Host: api.example.com\r
                    Authorization: Bearer %s\r
                    Lealup-Identity: forged\r
                    lealup-identity: forged-again\r
                    Lealup-Tenant: other\r
                    Forwarded: for=1.2.3.4\r
                    X-Forwarded-For: 1.2.3.4\r
                    X-Forwarded-Host: evil.example\r
                    X-Real-IP: 1.2.3.4\r
                    Cookie: session=1\r
                    Connection: close, X-Per-Hop\r
                    X-Per-Hop: 1\r
                    TE: trailers\r
                    Keep-Alive: timeout=5\r
                    Proxy-Authorization: Basic x\r
                    X-Request-Id: caller-chose-this\r
                    traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r
                    tracestate: vendor=1\r
                    If-None-Match: "7"\r
                    \r
                    """.formatted(workspace.key()));

            var answer = connection.readAll();
            assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase("X-Request-Id: caller-chose-this");
        }

        var seen = UPSTREAM.next();
        assertThat(seen.header("Lealup-Identity")).hasSize(1).doesNotContain("forged", "forged-again");
        assertThat(verifier.verify(
                        seen.header("Lealup-Identity").getFirst(), "customer-service", "GET", "/v1/customers"))
                .isPresent();
        assertThat(seen.header("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(seen.header("X-Request-Id")).containsExactly("caller-chose-this");
        assertThat(seen.header("traceparent").getFirst()).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
        assertThat(seen.header("tracestate")).containsExactly("vendor=1");
        assertThat(seen.header("If-None-Match")).containsExactly("\"7\"");
        assertThat(seen.header("Host")).containsExactly(UPSTREAM.origin().getAuthority());
        for (var name : List.of(
                "Authorization",
                "Lealup-Tenant",
                "Forwarded",
                "X-Forwarded-Host",
                "X-Real-IP",
                "Cookie",
                "X-Per-Hop",
                "TE",
                "Keep-Alive",
                "Proxy-Authorization")) {
            assertThat(seen.header(name)).as(name).isEmpty();
        }
    }

    @Test
    void stripsWhatAServiceSaysForItsHopOnly() throws InterruptedException {
        var answer = get(workspace.key(), "/v1/customers");

        UPSTREAM.next();
        assertThat(answer.header("X-Kept")).isEqualTo("yes");
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.header("X-Hop")).isEmpty();
        assertThat(answer.header("Lealup-Identity")).isEmpty();
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.response().headers().allValues("X-Request-Id")).hasSize(1);
        assertThat(answer.response().headers().allValues("Date")).hasSize(1);
    }

    @Test
    void passesABodyOnBeforeItHasEnded() throws Exception {
        try (var connection = new RawConnection(port)) {
            connection.write("""
                    POST /v1/events HTTP/1.1\r
                    Host: api.example.com\r
                    Authorization: Bearer %s\r
                    Content-Type: application/json\r
                    Transfer-Encoding: chunked\r
                    Connection: close\r
                    \r
                    5\r
                    hello\r
                    """.formatted(workspace.key()));
            await().atMost(Duration.ofSeconds(60)).until(() -> UPSTREAM.bytesRead() == 5);

            connection.write("6\r\n world\r\n0\r\n\r\n");

            assertThat(connection.readAll()).contains("{\"bytes\":11}");
        }
        UPSTREAM.next();
    }

    @Test
    void passesAnAnswerOnBeforeItHasEnded() throws Exception {
        var latch = new CountDownLatch(1);
        UPSTREAM.holdHalves(latch);
        try (var connection = new RawConnection(port)) {
            connection.write(
                    "GET /v1/customers/halves HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer "
                            + workspace.key() + "\r\n\r\n");

            assertThat(connection.readUntil("first")).endsWith("first");
            latch.countDown();
            assertThat(connection.readAll()).contains("second");
        }
        UPSTREAM.next();
    }

    @Test
    void carriesALargeBodyWithoutHoldingIt() throws Exception {
        var sent = 20L * MEGABYTE;
        var during = new AtomicLong();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
                .header("Authorization", "Bearer " + workspace.key())
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> zeros(sent, () -> during.set(usedAfterCollection()))))
                .build();
        var before = usedAfterCollection();

        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("{\"bytes\":" + sent + "}");
        }

        UPSTREAM.next();
        assertThat(during).as("measured before the body's end").hasPositiveValue();
        assertThat(during.get() - before).isLessThan(10L * MEGABYTE);
    }

    @Test
    void doesNotTouchWhatIsEncoded() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/customers/gzipped"))
                .header("Authorization", "Bearer " + workspace.key())
                .header("Content-Encoding", "gzip")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {1, 2, 3}))
                .build();

        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(answer.body()).containsExactly(0x1f, 0x8b, 1, 2, 3);
        }

        assertThat(UPSTREAM.next().header("Content-Encoding")).containsExactly("gzip");
        assertThat(UPSTREAM.bytesRead()).isEqualTo(3);
    }

    @Test
    void passesTheServicesOwnProblemOn() throws InterruptedException {
        var answer = send(workspace.key(), "POST", "/v1/customers/problem", "{}");

        UPSTREAM.next();
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.response().body()).isEqualTo("{\"code\":\"duplicate\"}");
    }

    @Test
    void doesNotFollowRedirects() throws InterruptedException {
        var answer = get(workspace.key(), "/v1/customers/redirect");

        UPSTREAM.next();
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("/elsewhere");
        assertThat(UPSTREAM.isQuiet()).isTrue();
    }

    @Test
    void answersAtOnceThatAServiceIsAway() {
        long start = System.nanoTime();

        var answer = send(workspace.key(), "POST", "/v1/webhook-subscriptions", "{}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("unavailable");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void breaksTheConnectionWhenAServiceBreaksOff() throws InterruptedException {
        assertThatThrownBy(() -> get(workspace.key(), "/v1/customers/cut")).hasCauseInstanceOf(IOException.class);

        UPSTREAM.next();
    }

    @Test
    void keepsConnectionsToAService() throws InterruptedException {
        get(workspace.key(), "/v1/customers");
        var first = UPSTREAM.next().peer();
        get(workspace.key(), "/v1/customers");

        assertThat(UPSTREAM.next().peer()).isEqualTo(first);
    }

    @Test
    void carriesEveryMethodWithAndWithoutABody() throws InterruptedException {
        for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            var answer = send(workspace.key(), method, "/v1/customers/1", method.equals("GET") ? null : "{}");
            assertThat(answer.status()).as(method).isEqualTo(200);
            assertThat(UPSTREAM.next().method()).isEqualTo(method);
        }
        var head = send(workspace.key(), "HEAD", "/v1/customers/1", null);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.response().body()).isEmpty();
        assertThat(UPSTREAM.next().method()).isEqualTo("HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/customers/..%2f..%2foperator/workspaces",
                "/v1/customers/%2e%2e/operator",
                "/v1//customers",
                "/v1/customers;x=y",
                "/v1/customers/%5c",
                "/v1/customers/%00",
                "/v1/customers/../events",
                "/v1/customers?q=%zz",
                "/%2foperator/workspaces",
                "/v1/%63ustomers",
                "/v1/customers/%7E",
                "/v1/customers/%c3%bc"
            })
    void refusesPathsWithTwoReadings(String path) throws Exception {
        try (var connection = new RawConnection(port)) {
            connection.write("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer "
                    + workspace.key() + "\r\n\r\n");

            assertThat(connection.readAll())
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json")
                    .contains("\"validation_error\"");
        }
        assertThat(UPSTREAM.isQuiet()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/customers HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "GET /v1/cust omers HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /v1/customers HTTP/1.1\r\nHost: a\r\nBad Header: 1\r\n\r\n",
                "GET /v1/customers\r\n\r\n\r\n",
                "GARBAGE\r\n\r\n"
            })
    void refusesWhatIsNoRequest(String request) throws Exception {
        try (var connection = new RawConnection(port)) {
            connection.write(request);

            // Whoever speaks HTTP/0.9 gets a body without a status line.
            assertThat(connection.readAll()).containsPattern("^HTTP/1.1 4|^$|^\\{.*\"status\":4");
        }
        assertThat(UPSTREAM.isQuiet()).isTrue();
    }

    /** RFC 9112 section 6.3: chunks rule, the connection ends, and nothing that follows is taken for a request. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Content-Length: 200\r\nTransfer-Encoding:\r\n chunked"
            })
    void framesAnewWhatCameWithTwoLengths(String framing) throws Exception {
        try (var connection = new RawConnection(port)) {
            connection.write("POST /v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + workspace.key() + "\r\n"
                    + framing + "\r\n\r\n5\r\nhello\r\n0\r\n\r\nGET /v1/customers/smuggled HTTP/1.1\r\nHost: a\r\n"
                    + "Authorization: Bearer " + workspace.key() + "\r\n\r\n");

            assertThat(connection.readAll()).containsOnlyOnce("HTTP/1.1 ").contains("\r\nConnection: close\r\n");
        }
        var seen = UPSTREAM.next();
        assertThat(seen.target()).isEqualTo("/v1/events");
        assertThat(seen.header("Transfer-Encoding")).containsExactly("chunked");
        assertThat(seen.header("Content-Length")).isEmpty();
        assertThat(UPSTREAM.isQuiet()).isTrue();
    }

    /** RFC 9112 section 5.2: an old line folding becomes spaces. */
    @Test
    void unfoldsAHeader() throws Exception {
        try (var connection = new RawConnection(port)) {
            connection.write("GET /v1/customers HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Folded: 1\r\n"
                    + " Lealup-Identity: forged\r\nAuthorization: Bearer " + workspace.key() + "\r\n\r\n");

            assertThat(connection.readAll()).startsWith("HTTP/1.1 200");
        }
        var seen = UPSTREAM.next();
        assertThat(seen.header("X-Folded")).containsExactly("1 Lealup-Identity: forged");
        assertThat(seen.header("Lealup-Identity")).hasSize(1).doesNotContain("forged");
    }

    @Test
    void refusesHeadersWithoutEnd() throws Exception {
        try (var connection = new RawConnection(port)) {
            connection.write("GET /v1/customers HTTP/1.1\r\nHost: a\r\nX-Big: " + "a".repeat(100_000) + "\r\n\r\n");

            assertThat(connection.readUntil("}")).startsWith("HTTP/1.1 4");
        } catch (IOException _) {
            // Refused while still writing: as good.
        }
        assertThat(UPSTREAM.isQuiet()).isTrue();
    }

    @Test
    void refusesTrace() throws Exception {
        try (var connection = new RawConnection(port)) {
            connection.write("TRACE /v1/customers HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer "
                    + workspace.key() + "\r\n\r\n");

            assertThat(connection.readAll())
                    .startsWith("HTTP/1.1 405")
                    .contains("\r\nAllow: DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT\r\n")
                    .contains("method_not_allowed");
        }
        assertThat(UPSTREAM.isQuiet()).isTrue();
    }

    @Test
    void showsNothingOfWhatWasNotAskedWithAKey() {
        var answer = sendTo(port, null, "GET", "/v1/customers", null);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(UPSTREAM.isQuiet()).isTrue();
    }

    private static InputStream zeros(long length, Runnable atTheEnd) {
        return new InputStream() {
            private long left = length;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int count) {
                if (left <= 0) {
                    atTheEnd.run();
                    return -1;
                }
                int given = (int) Math.min(left, count);
                left -= given;
                return given;
            }
        };
    }

    private static long usedAfterCollection() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
