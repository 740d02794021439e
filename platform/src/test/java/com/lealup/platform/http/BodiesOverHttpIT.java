package com.lealup.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.probe.Probe;
import com.lealup.platform.probe.WithProbe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@WithProbe
class BodiesOverHttpIT {

    private static final int LIMIT = 64 * 1024;

    @LocalServerPort
    private int port;

    private Probe probe;

    @BeforeEach
    void connect() {
        probe = new Probe(port);
    }

    @Test
    void inflatesGzip() {
        var body = Probe.gzip("{\"name\": \"Acme\"}".getBytes(StandardCharsets.UTF_8));

        var answer = probe.post("/v1/things", body, "Content-Type", "application/json", "Content-Encoding", "gzip");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("name").stringValue()).isEqualTo("Acme");
    }

    @Test
    void inflatesGzipOfSeveralMembers() throws IOException {
        var body = new ByteArrayOutputStream();
        body.write(Probe.gzip("{\"name\":".getBytes(StandardCharsets.UTF_8)));
        body.write(Probe.gzip("\"Acme\"}".getBytes(StandardCharsets.UTF_8)));

        assertThat(probe.post(
                                "/v1/things",
                                body.toByteArray(),
                                "Content-Type",
                                "application/json",
                                "Content-Encoding",
                                "GZIP")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void takesABodyOfExactlyTheLimit() {
        assertThat(probe.post("/v1/length", new byte[LIMIT])
                        .json()
                        .path("length")
                        .intValue())
                .isEqualTo(LIMIT);
        assertThat(probe.post("/v1/length", Probe.gzip(new byte[LIMIT]), "Content-Encoding", "gzip")
                        .json()
                        .path("length")
                        .intValue())
                .isEqualTo(LIMIT);
    }

    @Test
    void refusesOneByteMore() {
        tooLarge(probe.post("/v1/length", new byte[LIMIT + 1]));
        tooLarge(probe.post("/v1/length", Probe.gzip(new byte[LIMIT + 1]), "Content-Encoding", "gzip"));
        tooLarge(probe.send(probe.signed("POST", "/v1/length").POST(chunked(new byte[LIMIT + 1]))));
    }

    @Test
    void refusesABombWithoutInflatingIt() throws IOException {
        // Given 50 kB that would become 50 MB
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            for (var i = 0; i < 50; i++) {
                out.write(new byte[1_000_000]);
            }
        }
        assertThat(zipped.size()).isLessThan(LIMIT);

        // When, Then
        var before = System.nanoTime();
        tooLarge(probe.post("/v1/length", zipped.toByteArray(), "Content-Encoding", "gzip"));
        tooLarge(probe.post(
                "/v1/things", zipped.toByteArray(), "Content-Type", "application/json", "Content-Encoding", "gzip"));
        assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
    }

    @Test
    void boundsAnEndlessStreamOfEmptyMembers() throws IOException {
        var member = Probe.gzip(new byte[0]);
        var body = new ByteArrayOutputStream();
        while (body.size() <= 2 * LIMIT) {
            body.write(member);
        }

        tooLarge(probe.send(probe.signed("POST", "/v1/length")
                .header("Content-Encoding", "gzip")
                .POST(chunked(body.toByteArray()))));
    }

    @Test
    void answersGzipThatIsNone() {
        var cut = Probe.gzip(new byte[1000]);
        for (var body : new byte[][] {"no gzip".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(cut, 20)}) {
            var answer = probe.post("/v1/length", body, "Content-Encoding", "gzip");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/code").stringValue()).isEqualTo("invalid_gzip");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip", "gzip, br", "nonsense"})
    void readsNoOtherCoding(String coding) {
        var answer = probe.post("/v1/length", "x", "Content-Encoding", coding);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("unsupported_media_type");
        assertThat(answer.header("Accept-Encoding")).isEqualTo("gzip, identity");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "text/plain",
                "application/xml",
                "application/json;charset=iso-8859-1",
                "application/jsonx",
                "json",
                "multipart/form-data; boundary=x"
            })
    void readsJsonOnly(String contentType) {
        var answer = probe.post("/v1/things", "{\"name\":\"x\"}", "Content-Type", contentType);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Accept")).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=UTF-8",
                "application/merge-patch+json"
            })
    void readsJsonByAnyOfItsNames(String contentType) {
        assertThat(probe.post("/v1/things", "{\"name\":\"x\"}", "Content-Type", contentType)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void doesNotTakeAFormForAQuery() {
        var answer = probe.post("/v1/length", "a=1&b=2", "Content-Type", "application/x-www-form-urlencoded");

        assertThat(answer.json().path("parameters").intValue()).isZero();
        assertThat(answer.json().path("length").intValue()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/*", "application/json;q=0", "text/plain, text/*"})
    void refusesAnAnswerNobodyAccepts(String accept) {
        var answer = probe.post("/v1/things", "{\"name\":\"x\"}", "Content-Type", "application/json", "Accept", accept);

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.code()).isEqualTo("not_acceptable");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*/*", "application/*", "application/json", "text/html, */*;q=0.1", "application/json;q=0.5, x/y"
            })
    void answersWhoAcceptsJson(String accept) {
        assertThat(probe.get("/v1/things", "Accept", accept).status()).isEqualTo(200);
    }

    @Test
    void answersAMalformedAccept() {
        assertThat(probe.get("/v1/things", "Accept", "garbage").status()).isEqualTo(400);
    }

    @Test
    void answersInProblemsEvenWhoWantsPages() {
        var answer = probe.get("/v1/nothing-here", "Accept", "text/html");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    private static void tooLarge(Probe.Answer answer) {
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("payload_too_large");
        assertThat(answer.json().path("detail").stringValue()).contains("65536");
    }

    private static HttpRequest.BodyPublisher chunked(byte[] body) {
        return HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }
}
