package com.lealup.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.e2e.RunningSuite.Workspace;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is delivered is verified by the official libraries for Java and for JavaScript, before a rotation of the secret
 * and after it, by the old secret and by the new one: 10,000 deliveries with {@code --long}.
 */
class ForeignVerifiersIT {

    private static final int DELIVERIES = Boolean.getBoolean("lealup.long") ? 10_000 : 1_000;
    private static final List<String> SIGNED = List.of("webhook-id", "webhook-timestamp", "webhook-signature");

    private final RunningSuite suite = RunningSuite.shared();
    private final Workspace workspace = suite.workspace();
    private final ApiClient api = new ApiClient(suite.base(), workspace.key());
    private final Queue<Delivery> received = new ConcurrentLinkedQueue<>();
    private HttpServer sink;

    private record Delivery(Map<String, String> headers, String body) {}

    @BeforeEach
    void listen() throws IOException {
        sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sink.createContext("/", exchange -> {
            var headers = new TreeMap<String, String>();
            SIGNED.forEach(
                    name -> headers.put(name, exchange.getRequestHeaders().getFirst(name)));
            received.add(
                    new Delivery(headers, new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        sink.start();
    }

    @AfterEach
    void stop() {
        sink.stop(0);
    }

    @Test
    void verifyEachDeliveryWhileTheSecretIsRotated() throws Exception {
        // Given
        var subscription = api.post("/v1/webhook-subscriptions", """
                        {"url": "http://127.0.0.1:%d/hook", "events": ["customer.created"]}
                        """.formatted(
                                sink.getAddress().getPort()))
                .body();
        var old = subscription.get("secret").asString();
        var before = deliveries("before");
        var rotated =
                api.post("/v1/webhook-subscriptions/" + subscription.get("id").asString() + "/rotate-secret", "");
        assertThat(rotated.status()).as("%s", rotated).isEqualTo(200);
        var secrets = List.of(old, rotated.body().get("secret").asString());

        // When
        var after = deliveries("after");

        // Then
        for (var delivery : before) {
            verify(old, delivery);
        }
        for (var secret : secrets) {
            for (var delivery : after) {
                verify(secret, delivery);
            }
        }
        var lines = new ArrayList<String>();
        before.forEach(delivery -> lines.add(line(delivery, List.of(old))));
        after.forEach(delivery -> lines.add(line(delivery, secrets)));
        assertThat(javaScript(lines))
                .isEqualTo("{\"verified\":%d,\"refused\":0,\"forged\":0}".formatted(before.size() + 2 * after.size()));
    }

    /** Half of all, delivered at once each. */
    private List<Delivery> deliveries(String name) {
        received.clear();
        var rows = IntStream.range(0, DELIVERIES / 2)
                .mapToObj(i -> name + " " + i + "\n")
                .collect(Collectors.joining("", "name\n", ""));
        var accepted = api.upload(
                "/v1/customers/imports?notify=true", "text/csv", () -> new ByteArrayInputStream(rows.getBytes(UTF_8)));
        assertThat(accepted.status()).as("%s", accepted).isEqualTo(202);
        await().atMost(Duration.ofMinutes(2)).until(() -> received.size() >= DELIVERIES / 2);
        return List.copyOf(received);
    }

    private static void verify(String secret, Delivery delivery) throws Exception {
        var headers = delivery.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        new Webhook(secret).verify(delivery.body(), HttpHeaders.of(headers, (name, value) -> true));
    }

    private static String line(Delivery delivery, List<String> secrets) {
        return ApiClient.JSON.writeValueAsString(
                Map.of("headers", delivery.headers(), "body", delivery.body(), "secrets", secrets));
    }

    private String javaScript(List<String> lines) throws IOException {
        var file = Path.of("target", "deliveries.ndjson").toAbsolutePath();
        Files.write(file, lines);
        return suite.shell(
                        "cd deploy/e2e/receiver && npm ci --ignore-scripts --loglevel=error >/dev/null && node verify.mjs \"$FILE\"",
                        Map.of("FILE", file.toString()))
                .strip();
    }
}
