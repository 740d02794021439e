package com.lealup.load.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is sent: the same to the gateway, to nginx and to the server behind both. */
final class Traffic {

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int MANY = 20_000;
    private static final int BATCH_BYTES = 200_000;
    private static final RandomGenerator RANDOM = RandomGenerator.of("L64X128MixRandom");

    private final String key;

    Traffic(String key) {
        this.key = key;
    }

    /** One small request, again and again. */
    List<byte[]> small() {
        return List.of(get("/v1/customers?limit=1"));
    }

    /** Small requests, each for another resource: no identity that was signed for one fits the next. */
    List<byte[]> smallOfMany() {
        return IntStream.range(0, MANY)
                .mapToObj(_ -> get("/v1/customers/" + ulid()))
                .toList();
    }

    /** A batch of events of 200 KB. */
    List<byte[]> batch() {
        String event = "{\"customer_id\":\"" + ulid() + "\",\"event_name\":\"report_exported\","
                + "\"timestamp\":\"2026-11-24T10:00:00Z\",\"properties\":{\"report_type\":\"quarterly\"}},";
        String events = event.repeat(BATCH_BYTES / event.length());
        String body = "{\"events\":[" + events.substring(0, events.length() - 1) + "]}";
        return List.of(bytes("POST /v1/events HTTP/1.1\r\nHost: api.example.com\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
    }

    private byte[] get(String target) {
        return bytes("GET " + target + " HTTP/1.1\r\nHost: api.example.com\r\nAccept: application/json\r\n"
                + "User-Agent: bench\r\nAuthorization: Bearer " + key + "\r\n\r\n");
    }

    private static String ulid() {
        return "01"
                + IntStream.range(0, 24)
                        .mapToObj(_ -> String.valueOf(CROCKFORD.charAt(RANDOM.nextInt(CROCKFORD.length()))))
                        .collect(Collectors.joining());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
