package com.lealup.load.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SinkTest {

    private final Sink sink = Sink.open();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Arrival> arrivals = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        http.shutdownNow();
        sink.close();
    }

    @Test
    void handsOnWhatArrivedAndAnswersOverOneConnection() throws Exception {
        tell("/a", Manner.FINE);

        assertThat(post("/a", "{\"n\":\"#1\"}")).isEqualTo(200);
        assertThat(post("/a", "{\"n\":\"#2\"}")).isEqualTo(200);
        assertThat(arrivals).extracting(Arrival::number).containsExactly(1, 2);
        assertThat(arrivals).extracting(Arrival::messageId).containsOnly("msg_1");
    }

    @Test
    void failsWhereItIsToldToAndKnowsNoOtherPaths() throws Exception {
        tell("/a", Manner.FAIL);

        assertThat(post("/a", "#1")).isEqualTo(500);
        assertThat(post("/b", "#1")).isEqualTo(404);
    }

    @Test
    @Timeout(30)
    void hangsAndDripsWithoutHoldingUpOthers() throws Exception {
        tell("/hang", Manner.HANG);
        tell("/drip", Manner.DRIP);
        tell("/fine", Manner.FINE);

        assertThatThrownBy(() -> post("/hang", "#1")).isInstanceOf(HttpTimeoutException.class);
        try (var drops = http.send(request("/drip", "#1"), HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            assertThat(drops.read()).isEqualTo('.');
            assertThat(post("/fine", "#1")).isEqualTo(200);
            assertThat(drops.read()).isEqualTo('.');
        }
    }

    private void tell(String path, Manner manner) {
        sink.receive(path, arrival -> {
            arrivals.add(arrival);
            return manner;
        });
    }

    private int post(String path, String body) throws IOException, InterruptedException {
        return http.send(request(path, body), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(sink.url(path)))
                .timeout(Duration.ofSeconds(2))
                .header("webhook-id", "msg_1")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
