package com.lealup.load.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Events as products send them: about 250 bytes, of many customers, a few users and features of each. */
public final class EventTraffic {

    static final int BATCH = 1000;

    private static final int DIFFERENT_BATCHES = 40;
    private static final int DIFFERENT_SINGLES = 5000;
    private static final int USERS = 20;
    private static final int SECONDS_BACK = 3600;
    private static final String[] FEATURES = {
        "report_exported",
        "dashboard_viewed",
        "user_invited",
        "filter_saved",
        "comment_added",
        "file_uploaded",
        "alert_created",
        "api_called",
        "search_run",
        "settings_changed",
        "integration_connected",
        "page_viewed"
    };
    private static final String[] PLANS = {"starter", "growth", "scale"};
    private static final String[] FORMATS = {"pdf", "csv", "xlsx", "html"};

    private final String key;
    private final List<String> customers;
    private final Instant now;
    private final SplittableRandom random = new SplittableRandom(42);

    /** Traffic under a key, of customers that exist. */
    public EventTraffic(String key, List<String> customers, Instant now) {
        this.key = key;
        this.customers = customers;
        this.now = now;
    }

    /** Whole requests with 1000 events each. */
    List<byte[]> batches(boolean gzip) {
        return IntStream.range(0, DIFFERENT_BATCHES)
                .mapToObj(_ -> request(body(BATCH), gzip))
                .toList();
    }

    /** Whole requests with one event each. */
    List<byte[]> singles() {
        return IntStream.range(0, DIFFERENT_SINGLES)
                .mapToObj(_ -> request(body(1), false))
                .toList();
    }

    /** What an event has on the wire, on average. */
    double eventBytes() {
        return body(BATCH).length() / (double) BATCH;
    }

    /** A body with one event of each of these customers. */
    public String of(List<String> each) {
        return each.stream().map(this::event).collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }

    /** A body with one event of a customer. */
    String one(String customer) {
        return "{\"events\":[" + event(customer) + "]}";
    }

    private String body(int events) {
        return IntStream.range(0, events)
                .mapToObj(_ -> event(customers.get(random.nextInt(customers.size()))))
                .collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }

    private String event(String customer) {
        return """
                {"customer_id":"%s","event_name":"%s","timestamp":"%s","user_email":"user%d@customer.example",\
                "properties":{"plan":"%s","format":"%s","rows":%d,"duration_ms":%d,"session":"%08x","path":"/app/reports"}}\
                """.formatted(
                        customer,
                        pick(FEATURES),
                        now.minusMillis(random.nextInt(SECONDS_BACK * 1000)),
                        random.nextInt(USERS),
                        pick(PLANS),
                        pick(FORMATS),
                        random.nextInt(10_000),
                        random.nextInt(5_000),
                        random.nextInt());
    }

    private String pick(String[] words) {
        return words[random.nextInt(words.length)];
    }

    private byte[] request(String body, boolean gzip) {
        var content = body.getBytes(StandardCharsets.US_ASCII);
        if (gzip) {
            content = zipped(content);
        }
        var head = "POST /v1/events HTTP/1.1\r\nHost: api.example.com\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\n" + (gzip ? "Content-Encoding: gzip\r\n" : "")
                + "Content-Length: " + content.length + "\r\n\r\n";
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(content);
        return request.toByteArray();
    }

    private static byte[] zipped(byte[] content) {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
