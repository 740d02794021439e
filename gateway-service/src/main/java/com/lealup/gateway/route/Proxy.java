package com.lealup.gateway.route;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.IdentityTokens;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Carries one exchange between a caller and a service: bytes both ways, never parsed and never held whole. Nothing is
 * sent twice: a POST may have taken effect before its answer was lost, and who sent it knows whether to repeat it.
 */
@Component
class Proxy {

    private static final Logger log = LoggerFactory.getLogger(Proxy.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final CloseableHttpClient client;
    private final SignedIdentities identities;
    private final Map<UpstreamService, HttpHost> hosts;

    Proxy(CloseableHttpClient client, SignedIdentities identities, RoutesProperties properties) {
        this.client = client;
        this.identities = identities;
        this.hosts = properties.origins().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> host(entry.getValue())));
    }

    void forward(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestPath.Plain path,
            UpstreamService service,
            Caller caller)
            throws IOException {
        var outgoing = outgoing(request, path, service, caller);
        try (var answer = open(service, outgoing)) {
            AnswerRelay.relay(answer, response);
        }
    }

    private ClassicHttpResponse open(UpstreamService service, ClassicHttpRequest outgoing) throws IOException {
        try {
            return client.executeOpen(hosts.get(service), outgoing, HttpClientContext.create());
        } catch (RequestBody.CallerFailedException _) {
            throw Problems.of(ProblemType.VALIDATION_ERROR, "The body ended before it was complete.");
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("upstream", service.text())
                    .addKeyValue("cause", e.toString())
                    .log("No answer from a service");
            throw Problems.unavailable(
                    "The part of LealUp that answers this cannot be reached right now. Send the request again, a POST"
                            + " with the same Idempotency-Key.",
                    RETRY_AFTER);
        }
    }

    private ClassicHttpRequest outgoing(
            HttpServletRequest request, RequestPath.Plain path, UpstreamService service, Caller caller)
            throws IOException {
        var outgoing = new BasicClassicHttpRequest(request.getMethod(), hosts.get(service), path.target());
        var listed = HeaderRules.listedBy(request.getHeaders("Connection"));
        for (var name : new ArrayList<>(Collections.list(request.getHeaderNames()))) {
            if (HeaderRules.passesToService(name, listed)) {
                Collections.list(request.getHeaders(name)).forEach(value -> outgoing.addHeader(name, value));
            }
        }
        var correlation = Correlation.current();
        outgoing.setHeader("X-Request-Id", correlation.requestId());
        outgoing.setHeader("traceparent", correlation.traceparent());
        outgoing.setHeader("X-Forwarded-For", caller.clientAddress());
        outgoing.setHeader(
                IdentityTokens.HEADER, identities.tokenFor(caller, service, request.getMethod(), path.path()));
        if (hasBody(request)) {
            // Content-Type and Content-Encoding are already there, as the caller wrote them.
            outgoing.setEntity(new RequestBody(request.getInputStream(), request.getContentLengthLong()));
        }
        return outgoing;
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static HttpHost host(URI origin) {
        return new HttpHost(origin.getScheme(), origin.getHost(), origin.getPort());
    }
}
