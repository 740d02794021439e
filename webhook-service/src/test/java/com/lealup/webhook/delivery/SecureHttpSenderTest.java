package com.lealup.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.Test;

/** The same manners behind TLS, and HTTP/2. */
class SecureHttpSenderTest extends HttpSenderTest {

    @Override
    String scheme() {
        return "https";
    }

    /**
     * The asynchronous client gives a connection back a moment after the answer: now and then the next one is sooner.
     */
    @Override
    int mostConnections() {
        return 4;
    }

    @Test
    void givesUpOnAHandshakeThatNeverEnds() throws Exception {
        try (var silent = TestTls.serverSocket("http");
                var hasty = sender(Duration.ofMillis(400))) {
            Thread.ofVirtual().start(() -> accept(silent));
            var started = System.nanoTime();

            var outcome = hasty.send("https://127.0.0.1:" + silent.getLocalPort() + "/", Map.of(), new byte[0]);

            assertThat(unanswered(outcome).code()).isEqualTo("timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(1400));
        }
    }

    @Test
    void trustsNobodyWhoseCertificateIsForAnotherHost() throws Exception {
        try (var sender = sender(Duration.ofSeconds(5));
                var other = TestTls.serverSocket("https", InetAddress.ofLiteral("127.0.0.2"))) {
            Thread.ofVirtual().start(() -> accept(other));

            var outcome = sender.send("https://127.0.0.2:" + other.getLocalPort() + "/", Map.of(), new byte[0]);

            assertThat(unanswered(outcome).code()).isEqualTo("tls_failed");
        }
    }

    @Test
    void speaksHttp2OverFewConnectionsWhereItIsOffered() throws Exception {
        var receiver = new Http2Receiver();
        try (var sender = sender(Duration.ofSeconds(5));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var url = receiver.start();
            assertThat(answered(sender.send(url, Map.of(), new byte[2])).excerpt())
                    .isEqualTo("2");

            var outcomes = IntStream.range(0, 50)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> sender.send(url, Map.of("webhook-id", "msg_" + i), new byte[10_000]), threads))
                    .toList();

            assertThat(outcomes)
                    .allSatisfy(outcome ->
                            assertThat(answered(outcome.join()).excerpt()).isEqualTo("10000"));
            assertThat(receiver.versions).containsExactly(HttpVersion.HTTP_2);
            assertThat(receiver.connections).hasSizeLessThan(10);
        } finally {
            receiver.close();
        }
    }

    @Test
    void readsNoMoreThanItsLimitOfALongAnswerByHttp2AndGoesOn() throws Exception {
        var receiver = new Http2Receiver();
        try (var sender = sender(Duration.ofSeconds(5))) {
            var url = receiver.start();

            assertThat(answered(sender.send(url + "?long", Map.of(), new byte[2]))
                            .excerpt())
                    .hasSize(4096);
            assertThat(answered(sender.send(url, Map.of(), new byte[2])).excerpt())
                    .isEqualTo("2");
        } finally {
            receiver.close();
        }
    }

    /** Answers with the length of what it gets, or with 10 MB. */
    private static final class Http2Receiver implements AsyncServerRequestHandler<Message<HttpRequest, byte[]>> {

        private final Set<ProtocolVersion> versions = ConcurrentHashMap.newKeySet();
        private final Set<SocketAddress> connections = ConcurrentHashMap.newKeySet();
        private final HttpAsyncServer server = H2ServerBootstrap.bootstrap()
                .setCanonicalHostName("127.0.0.1")
                .setTlsStrategy(new H2ServerTlsStrategy(TestTls.context()))
                .setVersionPolicy(HttpVersionPolicy.NEGOTIATE)
                .register("*", this)
                .create();

        String start() throws Exception {
            server.start();
            var address = (InetSocketAddress)
                    server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), URIScheme.HTTPS)
                            .get()
                            .getAddress();
            return "https://127.0.0.1:" + address.getPort() + "/hook";
        }

        @Override
        public AsyncRequestConsumer<Message<HttpRequest, byte[]>> prepare(
                HttpRequest request, EntityDetails entity, HttpContext context) {
            versions.add(context.getProtocolVersion());
            connections.add(HttpCoreContext.cast(context).getEndpointDetails().getRemoteAddress());
            return new BasicRequestConsumer<>(new BasicAsyncEntityConsumer());
        }

        @Override
        public void handle(Message<HttpRequest, byte[]> message, ResponseTrigger trigger, HttpContext context)
                throws HttpException, IOException {
            var answer = message.getHead().getPath().endsWith("?long")
                    ? "x".repeat(10_000_000)
                    : String.valueOf(message.getBody().length);
            trigger.submitResponse(
                    AsyncResponseBuilder.create(200)
                            .setEntity(answer, ContentType.TEXT_PLAIN)
                            .build(),
                    context);
        }

        void close() {
            server.close(CloseMode.IMMEDIATE);
        }
    }

    private static void accept(ServerSocket silent) {
        try {
            silent.accept().getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The sender hung up, as it should.
        }
    }
}
