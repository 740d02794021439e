package com.lealup.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.gateway.testing.GatewayTestBase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class DocumentIT extends GatewayTestBase {

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    @ParameterizedTest
    @ValueSource(strings = {"/v1/openapi.json", "/v1/asyncapi.json", "/docs"})
    void sendsItCompressedToThoseWhoAskAndNotTwice(String path) throws Exception {
        var plain = fetch(path);
        var compressed = fetch(path, "Accept-Encoding", "br, gzip;q=0.8");
        var refused = fetch(path, "Accept-Encoding", "gzip;q=0");

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(compressed.body()).hasSizeLessThan(plain.body().length / 5);
        assertThat(inflated(compressed.body())).isEqualTo(plain.body());
        assertThat(refused.body()).isEqualTo(plain.body());
        assertThat(compressed.headers().firstValue("Vary")).hasValue("Accept-Encoding");

        var etag = compressed.headers().firstValue("ETag").orElseThrow();
        assertThat(etag).isNotEqualTo(plain.headers().firstValue("ETag").orElseThrow());
        assertThat(fetch(path, "Accept-Encoding", "gzip", "If-None-Match", etag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void describesTheTopicsToo() throws Exception {
        assertThat(JSON.readTree(fetch("/v1/asyncapi.json").body())
                        .path("asyncapi")
                        .asString())
                .isEqualTo("3.0.0");
    }

    @Test
    void letsThePageLoadNothingFromElsewhere() throws Exception {
        var policy =
                fetch("/docs").headers().firstValue("Content-Security-Policy").orElseThrow();

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(fetch("/docs.js").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/javascript");
        assertThat(fetch("/docs.css").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/css");
    }

    /** By a handler here or by the service behind the route, never by a 404 of ours. */
    @Test
    void answersEveryPathThatIsDescribed() throws Exception {
        var ours = new HashSet<String>();
        handlers.getHandlerMethods().keySet().forEach(info -> ours.addAll(info.getPatternValues()));
        var key = newWorkspace().key();

        for (var path :
                JSON.readTree(fetch("/v1/openapi.json").body()).path("paths").properties()) {
            if (ours.contains(path.getKey())) {
                continue;
            }
            var concrete = path.getKey().replaceAll("\\{[^}]+}", "01KAR4T2H3M7Q9S1V5X8Z0B2D4");
            var answer = get(key, concrete);
            if (answer.status() == 200) {
                assertThat(UPSTREAM.next().target()).isEqualTo(concrete);
            } else {
                // No webhook-service runs in these tests; that its route exists shows in the 503.
                assertThat(answer.status()).as(concrete).isEqualTo(503);
            }
        }
    }

    private HttpResponse<byte[]> fetch(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static byte[] inflated(byte[] bytes) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return gzip.readAllBytes();
        }
    }
}
