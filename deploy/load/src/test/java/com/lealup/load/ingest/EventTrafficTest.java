package com.lealup.load.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventTrafficTest {

    private final EventTraffic traffic =
            new EventTraffic("key", List.of("01HTENAN000000000000000000", "01HTENAN000000000000000001"), Instant.EPOCH);

    @Test
    void makesEventsOfAbout250Bytes() {
        assertThat(traffic.eventBytes()).isBetween(240.0, 280.0);
    }

    @Test
    void putsAThousandEventsIntoABatch() {
        var request = new String(traffic.batches(false).getFirst(), US_ASCII);

        assertThat(events(request.substring(request.indexOf("\r\n\r\n") + 4))).isEqualTo(1000);
    }

    @Test
    void saysHowLongAZippedBodyIs() throws IOException {
        var request = traffic.batches(true).getFirst();
        var text = new String(request, US_ASCII);
        var start = text.indexOf("\r\n\r\n") + 4;
        var body = Arrays.copyOfRange(request, start, request.length);

        assertThat(text).contains("Content-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n");
        try (var inflated = new GZIPInputStream(new ByteArrayInputStream(body))) {
            assertThat(events(new String(inflated.readAllBytes(), US_ASCII))).isEqualTo(1000);
        }
    }

    private static int events(String body) {
        return JsonMapper.builder().build().readTree(body).get("events").size();
    }
}
