package com.lealup.gateway.route;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.IdentityTokens;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.util.TimeValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Carries one exchange between a caller and a service: bytes both ways, never parsed and never held whole. What may
 * have taken effect is not sent twice; see {@link #isRepeatable}.
 */
@Component
class Proxy {

    private static final Logger log = LoggerFactory.getLogger(Proxy.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** RFC 9110 section 9.2.1. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final CloseableHttpClient client;
    private final PoolingHttpClientConnectionManager connections;
    private final SignedIdentities identities;
    private final Exchanges exchanges;
    private final Upstreams upstreams;

    Proxy(
            CloseableHttpClient client,
            PoolingHttpClientConnectionManager connections,
            SignedIdentities identities,
            Exchanges exchanges,
            Upstreams upstreams) {
        this.client = client;
        this.connections = connections;
        this.identities = identities;
        this.exchanges = exchanges;
        this.upstreams = upstreams;
    }

    void forward(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestPath.Plain path,
            UpstreamService service,
            Caller caller)
            throws IOException {
        var upstream = upstreams.of(service);
        if (upstream.isSilent()) {
            throw unavailable();
        }
        var exchange = exchanges.begin(upstream, request);
        try {
            relay(exchange, open(exchange, request, path, caller), response);
        } finally {
            exchanges.end(exchange);
        }
    }

    private static void relay(Exchange exchange, ClassicHttpResponse answer, HttpServletResponse response)
            throws IOException {
        try (answer) {
            try {
                AnswerRelay.relay(answer, response, exchange);
            } catch (IOException | RuntimeException e) {
                // Before the answer is closed, which would read it to its end, and some have none.
                exchange.abandon();
                throw e;
            }
        }
    }

    private ClassicHttpResponse open(
            Exchange exchange, HttpServletRequest request, RequestPath.Plain path, Caller caller) throws IOException {
        var upstream = exchange.upstream();
        upstream.retries().earn();
        try {
            return attempt(exchange, request, path, caller);
        } catch (IOException e) {
            if (!isRepeatable(request, e)
                    || exchange.end() != null
                    || !upstream.retries().spend()) {
                throw failure(exchange, e);
            }
            log.atDebug()
                    .addKeyValue("upstream", upstream.service().text())
                    .addKeyValue("cause", e.toString())
                    .log("Repeats a request");
            // Where one kept connection was dead, the others are too.
            connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
        }
        try {
            return attempt(exchange, request, path, caller);
        } catch (IOException e) {
            throw failure(exchange, e);
        }
    }

    private ClassicHttpResponse attempt(
            Exchange exchange, HttpServletRequest request, RequestPath.Plain path, Caller caller) throws IOException {
        var outgoing = outgoing(exchange, request, path, caller);
        try {
            var answer = client.executeOpen(exchange.upstream().host(), outgoing, HttpClientContext.create());
            exchange.upstream().heard();
            return answer;
        } finally {
            exchange.answered();
        }
    }

    /**
     * Whether the service cannot have acted on the first attempt, or acting twice is no different: nothing was sent
     * because the connection was refused; or the method is safe, there was no body, and the connection ended without a
     * byte of an answer, as a kept one does that the service was closing.
     */
    private static boolean isRepeatable(HttpServletRequest request, IOException e) {
        return e instanceof ConnectException
                || ((e instanceof NoHttpResponseException || e instanceof SocketException)
                        && SAFE.contains(request.getMethod())
                        && !hasBody(request));
    }

    private static IOException failure(Exchange exchange, IOException e) throws ClientAbortException {
        if (e instanceof RequestBody.CallerFailedException) {
            throw Problems.of(ProblemType.VALIDATION_ERROR, "The body ended before it was complete.")
                    .causedBy(e);
        }
        if (exchange.end() == Exchange.End.CALLER_LEFT) {
            return new ClientAbortException(e);
        }
        log.atWarn()
                .addKeyValue("upstream", exchange.upstream().service().text())
                .addKeyValue("cause", e.toString())
                .log("No answer from a service");
        throw unavailable();
    }

    private static ProblemException unavailable() {
        return Problems.unavailable(
                "The part of LealUp that answers this cannot be reached right now. Send the request again, a POST"
                        + " with the same Idempotency-Key.",
                RETRY_AFTER);
    }

    private UpstreamRequest outgoing(
            Exchange exchange, HttpServletRequest request, RequestPath.Plain path, Caller caller) throws IOException {
        var upstream = exchange.upstream();
        var outgoing = new UpstreamRequest(request.getMethod(), upstream.host(), path.target());
        HeaderRules.copyToService(request, outgoing);
        var correlation = Correlation.current();
        outgoing.addHeader("X-Request-Id", correlation.requestId());
        outgoing.addHeader("traceparent", correlation.traceparent());
        outgoing.addHeader("X-Forwarded-For", caller.clientAddress());
        outgoing.addHeader(
                IdentityTokens.HEADER,
                identities.tokenFor(caller, upstream.service(), request.getMethod(), path.path()));
        boolean hasBody = hasBody(request);
        if (hasBody) {
            // Content-Type and Content-Encoding are already there, as the caller wrote them.
            outgoing.setEntity(
                    new RequestBody(request.getInputStream(), request.getContentLengthLong(), exchange::sent));
        }
        exchange.send(outgoing, hasBody);
        return outgoing;
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }
}
