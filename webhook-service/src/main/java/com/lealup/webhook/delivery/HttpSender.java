package com.lealup.webhook.delivery;

import com.lealup.webhook.egress.Egress;
import com.lealup.webhook.egress.RefusedAddressException;
import com.lealup.webhook.egress.Verdict;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends one request and reads its answer, in bounded time and memory whatever the receiver does. Connections are kept
 * and reused, redirects are answers like any other, nothing is sent twice, and only checked addresses are connected to.
 */
final class HttpSender implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 20_000;
    private static final TimeValue KEPT_IDLE = TimeValue.ofSeconds(30);
    private static final String USER_AGENT = "LealUp-Webhooks/1";

    /** Without a charset parameter: JSON has none (RFC 8259 section 11). */
    private static final ContentType JSON = ContentType.create("application/json");

    private final Egress egress;
    private final DeliverySettings settings;
    private final InstantSource clock;
    private final CloseableHttpClient plain;
    private final CloseableHttpClient secure;

    HttpSender(Egress egress, DeliverySettings settings, InstantSource clock) {
        this(egress, settings, clock, SSLContexts.createDefault());
    }

    HttpSender(Egress egress, DeliverySettings settings, InstantSource clock, SSLContext trust) {
        this.egress = egress;
        this.settings = settings;
        this.clock = clock;
        this.plain = plain(egress, settings.deadline());
        this.secure = secure(egress, settings.deadline(), trust);
    }

    /** Answers within the deadline, on a thread that may be virtual. */
    Outcome send(String url, Map<String, String> headers, byte[] body) {
        if (egress.shape(url) instanceof Verdict.Refused refused) {
            return new Outcome.Unanswered(refused.code(), refused.message());
        }
        var request = new HttpPost(URI.create(url));
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, JSON));
        var exchange = new FutureTask<>(() -> exchange(request));
        // A thread of its own, so that the deadline holds in every phase: look-up, connect, handshake, headers, body.
        var thread = Thread.ofVirtual().name("webhook-exchange").start(exchange);
        try {
            return exchange.get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            abandon(request, thread);
            return new Outcome.Unanswered(
                    "timeout",
                    "no complete answer within " + settings.deadline().toMillis() + " ms");
        } catch (InterruptedException e) {
            abandon(request, thread);
            Thread.currentThread().interrupt();
            return new Outcome.Unanswered("interrupted", "the service was stopped during the attempt");
        } catch (ExecutionException e) {
            return unanswered(e.getCause() instanceof Exception cause ? cause : e);
        }
    }

    private Outcome exchange(HttpPost request) throws IOException, HttpException {
        var target = RoutingSupport.determineHost(request);
        var client = URIScheme.HTTPS.same(target.getSchemeName()) ? secure : plain;
        var response = client.executeOpen(target, request, null);
        try {
            var excerpt = read(response, request);
            return new Outcome.Answered(response.getCode(), retryAfter(response), excerpt);
        } finally {
            // Closing fails on a connection that was cut on purpose; the answer stands.
            Closer.closeQuietly(response);
        }
    }

    /** Reads to the end, or to the limit; then the connection is cut, as closing alone would read what is left. */
    private String read(ClassicHttpResponse response, HttpPost request) throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        var limit = (int) settings.readAtMost().toBytes();
        var kept = new byte[(int) settings.keepAtMost().toBytes()];
        var buffer = new byte[8192];
        var total = 0;
        var content = response.getEntity().getContent();
        for (var n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            if (total < kept.length) {
                System.arraycopy(buffer, 0, kept, total, Math.min(n, kept.length - total));
            }
            total += n;
            if (total >= limit) {
                request.cancel();
                break;
            }
        }
        return storable(new String(kept, 0, Math.min(total, kept.length), StandardCharsets.UTF_8));
    }

    private Optional<Duration> retryAfter(ClassicHttpResponse response) {
        var header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        var honoured = response.getCode() == 429 || response.getCode() == 503;
        return header == null || header.getValue() == null || !honoured
                ? Optional.empty()
                : RetryAfter.parse(header.getValue(), clock.instant());
    }

    private static void abandon(HttpPost request, Thread thread) {
        request.cancel();
        thread.interrupt();
    }

    private static Outcome.Unanswered unanswered(Exception failure) {
        return switch (failure) {
            case RefusedAddressException refused -> new Outcome.Unanswered(refused.code(), message(refused));
            case UnknownHostException unknown -> new Outcome.Unanswered("dns_failed", "the host does not resolve");
            case SSLException tls -> new Outcome.Unanswered("tls_failed", message(tls));
            case ConnectException refused -> new Outcome.Unanswered("connection_refused", message(refused));
            case InterruptedIOException slow -> new Outcome.Unanswered("timeout", message(slow));
            case TimeoutException slow -> new Outcome.Unanswered("timeout", message(slow));
            case HttpException invalid -> new Outcome.Unanswered("invalid_response", message(invalid));
            // The asynchronous client wraps what happened.
            default ->
                failure.getCause() instanceof Exception cause
                        ? unanswered(cause)
                        : new Outcome.Unanswered("connection_failed", message(failure));
        };
    }

    private static String message(Exception failure) {
        var message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return storable(message.length() > 500 ? message.substring(0, 500) : message);
    }

    /** PostgreSQL's text cannot hold NUL, and one that slipped through would hold up the results of all endpoints. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** HTTP/1.1, for what the deployment lets go without TLS. */
    private static CloseableHttpClient plain(Egress egress, Duration deadline) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedDns(egress))
                // Many endpoints may share a host: how many connections one of them takes is decided elsewhere.
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(http1())
                        .build())
                .setDefaultConnectionConfig(connections(deadline))
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(requests(deadline))
                .setUserAgent(USER_AGENT)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                // Without Accept-Encoding nothing needs inflating, and the limits hold on what is on the wire.
                .disableContentCompression()
                .evictIdleConnections(KEPT_IDLE)
                .build();
    }

    /** HTTP/2 where the receiver offers it in the handshake, many exchanges over one connection; else HTTP/1.1. */
    private static CloseableHttpClient secure(Egress egress, Duration deadline, SSLContext trust) {
        var timeout = Timeout.of(deadline);
        var connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedDns(egress))
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMessageMultiplexing(true)
                .setTlsStrategy(
                        ClientTlsStrategyBuilder.create().setSslContext(trust).buildAsync())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.NEGOTIATE)
                        .setHandshakeTimeout(timeout)
                        .build())
                .setDefaultConnectionConfig(connections(deadline))
                .build();
        var client = HttpAsyncClients.custom()
                .setConnectionManager(connections)
                .setHttp1Config(http1())
                .setH2Config(H2Config.custom().setPushEnabled(false).build())
                .setDefaultRequestConfig(requests(deadline))
                .setUserAgent(USER_AGENT)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableContentCompression()
                .evictIdleConnections(KEPT_IDLE)
                .build();
        client.start();
        return HttpAsyncClients.classic(client, timeout);
    }

    private static Http1Config http1() {
        return Http1Config.custom()
                .setMaxHeaderCount(200)
                .setMaxLineLength(16_384)
                .build();
    }

    private static ConnectionConfig connections(Duration deadline) {
        return ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(deadline))
                .setSocketTimeout(Timeout.of(deadline))
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(200))
                .setTimeToLive(TimeValue.ofMinutes(5))
                .build();
    }

    private static RequestConfig requests(Duration deadline) {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(deadline))
                .setResponseTimeout(Timeout.of(deadline))
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    @Override
    public void close() throws IOException {
        plain.close();
        secure.close();
    }
}
