package com.lealup.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.webhook.egress.LoopbackEgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/**
 * Against a receiver that is written on bare sockets, because its worst manners are the point; once more with TLS in
 * {@link SecureHttpSenderTest}, where another client speaks.
 */
class HttpSenderTest {

    private static final Duration DEADLINE = Duration.ofMillis(400);
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    /** As in production, so that a busy machine fails no test that is not about time. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpSender sender = sender(PATIENCE);
    private final HttpSender hasty = sender(DEADLINE);

    ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = TestTls.serverSocket(scheme());
    }

    String scheme() {
        return "http";
    }

    @AfterEach
    void closeAll() throws IOException {
        server.close();
        sender.close();
        hasty.close();
    }

    @Test
    void sendsTheBytesAndKeepsTheAnswer() {
        // Given
        var requests = new AtomicReference<String>();
        receive((in, out) -> {
            requests.set(request(in));
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });

        // When
        var outcome = send();

        // Then
        assertThat(answered(outcome).status()).isEqualTo(200);
        assertThat(answered(outcome).succeeded()).isTrue();
        assertThat(answered(outcome).excerpt()).isEqualTo("ok");
        assertThat(requests.get())
                .startsWith("POST /hook?x=1 HTTP/1.1\r\n")
                .contains("Content-Type: application/json\r\n", "webhook-id: msg_1\r\n")
                .doesNotContain("Accept-Encoding", "Upgrade", "Cookie")
                .endsWith("\r\n\r\n{\"name\":\"Zoë\"}");
    }

    @Test
    void reusesTheConnection() {
        var connections = new AtomicInteger();
        receive((in, out) -> {
            connections.incrementAndGet();
            while (!request(in).isEmpty()) {
                write(out, "HTTP/1.1 204 No Content\r\n\r\n");
            }
        });

        for (var i = 0; i < 10; i++) {
            assertThat(answered(send()).status()).isEqualTo(204);
        }

        assertThat(connections).hasValueLessThanOrEqualTo(mostConnections());
    }

    /** How many connections ten requests one after the other may take. */
    int mostConnections() {
        return 1;
    }

    @Test
    void doesNotFollowARedirect() {
        var requests = new AtomicInteger();
        receive((in, out) -> {
            request(in);
            requests.incrementAndGet();
            write(
                    out,
                    "HTTP/1.1 307 X\r\nLocation: http://127.0.0.1:" + server.getLocalPort()
                            + "/elsewhere\r\nContent-Length: 0\r\n\r\n");
        });

        var answered = answered(send());

        assertThat(answered.status()).isEqualTo(307);
        assertThat(answered.succeeded()).isFalse();
        assertThat(requests).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "429, 120, PT2M",
        "503, 'Mon, 23 Nov 2026 10:01:00 GMT', PT1M",
        "503, 'Mon, 23 Nov 2026 09:00:00 GMT', PT0S",
        "429, 99999999999, PT24H",
        "429, soon,",
        "500, 120,"
    })
    void readsRetryAfterWhereItMeansSomething(int status, String header, Duration wait) {
        receive((in, out) -> {
            request(in);
            write(out, "HTTP/1.1 " + status + " X\r\nRetry-After: " + header + "\r\nContent-Length: 0\r\n\r\n");
        });

        assertThat(answered(send()).retryAfter().orElse(null)).isEqualTo(wait);
    }

    @Test
    void givesUpOnAReceiverThatNeverAnswers() {
        receive((in, out) -> in.transferTo(OutputStream.nullOutputStream()));

        assertUnansweredInTime("timeout");
    }

    @Test
    void givesUpOnAReceiverThatAnswersDropByDrop() {
        receive((in, out) -> {
            request(in);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            drip(out, "x");
        });

        assertUnansweredInTime("timeout");
    }

    @Test
    void givesUpOnHeadersThatNeverEnd() {
        receive((in, out) -> {
            request(in);
            write(out, "HTTP/1.1 200 OK\r\n");
            drip(out, "X-More: 1\r\n");
        });

        assertUnansweredInTime("timeout");
    }

    @Test
    void refusesAHundredThousandHeaders() {
        receive((in, out) -> {
            request(in);
            write(out, "HTTP/1.1 200 OK\r\n" + "X-More: 1\r\n".repeat(100_000) + "\r\n");
        });

        assertThat(unanswered(send()).code()).isIn("invalid_response", "connection_failed");
    }

    @Test
    void readsNoMoreThanItsLimitOfAnEndlessAnswer() {
        var sent = new AtomicInteger();
        receive((in, out) -> {
            request(in);
            write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                write(out, "2000\r\n" + "x".repeat(0x2000) + "\r\n");
                sent.addAndGet(0x2000);
            }
        });

        var started = System.nanoTime();
        var answered = answered(send());

        assertThat(answered.succeeded()).isTrue();
        assertThat(answered.excerpt()).hasSize(4096);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(PATIENCE);
        // What lies in the sockets' buffers was sent, too.
        assertThat(sent).hasValueLessThan(16_000_000);
    }

    @Test
    void keepsNoNulOfABinaryAnswer() {
        receive((in, out) -> {
            request(in);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na\0b");
        });

        assertThat(answered(send()).excerpt()).isEqualTo("a\uFFFDb");
    }

    @Test
    void keepsNoNulOfAnAnswerThatIsNotHttp() {
        receive((in, out) -> {
            request(in);
            write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\0\r\n");
        });

        assertThat(unanswered(send()).message()).doesNotContain("\0");
    }

    @Test
    void namesAConnectionThatIsCut() {
        receive((in, out) -> request(in));

        assertThat(unanswered(send()).code()).isEqualTo("connection_failed");
    }

    @Test
    void namesAnAnswerThatIsNotHttp() {
        receive((in, out) -> {
            request(in);
            write(out, "SSH-2.0-OpenSSH_9.2\r\n".repeat(200));
        });

        assertThat(unanswered(send()).code()).isIn("invalid_response", "connection_failed");
    }

    @Test
    void namesAPortThatNobodyListensOn() throws IOException {
        server.close();

        assertThat(unanswered(send()).code()).isEqualTo("connection_refused");
    }

    @Test
    void namesAReceiverWithoutTls() throws IOException {
        server.close();
        server = TestTls.serverSocket("http");
        receive((in, out) -> write(out, "HTTP/1.1 400 Bad Request\r\n\r\n"));

        var outcome = sender.send("https://127.0.0.1:" + server.getLocalPort() + "/", Map.of(), new byte[0]);

        assertThat(unanswered(outcome).code()).isEqualTo("tls_failed");
    }

    @Test
    void connectsToNoAddressThatIsRefused() {
        assertThat(unanswered(sender.send("https://10.0.0.1/", Map.of(), new byte[0]))
                        .code())
                .isEqualTo("address_not_allowed");
        assertThat(unanswered(sender.send("https://rebound.example.com/", Map.of(), new byte[0]))
                        .code())
                .isEqualTo("address_not_allowed");
        assertThat(unanswered(sender.send("http://rebound.example.com/", Map.of(), new byte[0]))
                        .code())
                .isEqualTo("scheme_not_allowed");
    }

    private void assertUnansweredInTime(String code) {
        var started = System.nanoTime();

        assertThat(unanswered(send(hasty)).code()).isEqualTo(code);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(DEADLINE, DEADLINE.plusSeconds(1));
    }

    static HttpSender sender(Duration deadline) {
        return new HttpSender(
                LoopbackEgress.create(),
                new DeliverySettings(
                        deadline,
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(1),
                        4,
                        100,
                        List.of(),
                        DataSize.ofKilobytes(64),
                        DataSize.ofKilobytes(4)),
                InstantSource.fixed(NOW),
                TestTls.context());
    }

    private Outcome send() {
        return send(sender);
    }

    private Outcome send(HttpSender through) {
        return through.send(
                url(), Map.of("webhook-id", "msg_1"), "{\"name\":\"Zoë\"}".getBytes(StandardCharsets.UTF_8));
    }

    private String url() {
        return scheme() + "://127.0.0.1:" + server.getLocalPort() + "/hook?x=1";
    }

    static Outcome.Answered answered(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return (Outcome.Answered) outcome;
    }

    static Outcome.Unanswered unanswered(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Unanswered.class);
        return (Outcome.Unanswered) outcome;
    }

    interface Manners {
        void meet(InputStream in, OutputStream out) throws IOException;
    }

    void receive(Manners manners) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    meet(server.accept(), manners);
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static void meet(Socket socket, Manners manners) {
        Thread.ofVirtual().start(() -> {
            try (socket) {
                manners.meet(socket.getInputStream(), socket.getOutputStream());
            } catch (IOException e) {
                // The sender hung up, as it should.
            }
        });
    }

    /** Reads one request with a Content-Length; empty at the end of the connection. */
    private static String request(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        var length = head.toString()
                .lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                .sum();
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void drip(OutputStream out, String drop) throws IOException {
        var until = System.nanoTime() + 5 * DEADLINE.toNanos();
        while (System.nanoTime() < until) {
            write(out, drop);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
