package com.lealup.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.gateway.testing.RawConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;

class MetricsIT extends GatewayTestBase {

    @LocalManagementPort
    private int managementPort;

    @Test
    void timesRequestsByRouteMethodAndStatus() throws Exception {
        // Given
        var key = newWorkspace().key();
        var proxied = count("requests_seconds_count", "route=\"customer-service\"", "status=\"200\"");
        var own = count("requests_seconds_count", "route=\"/v1/users/me\"", "status=\"200\"");

        // When
        get(key, "/v1/customers");
        get(key, "/v1/users/me");

        // Then
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(count("requests_seconds_count", "route=\"customer-service\"", "status=\"200\""))
                    .isEqualTo(proxied + 1);
            assertThat(count("requests_seconds_count", "route=\"/v1/users/me\"", "status=\"200\""))
                    .isEqualTo(own + 1);
        });
        assertThat(scrape())
                .contains("lealup_gateway_requests_seconds_bucket{door=\"public\",method=\"GET\","
                        + "route=\"customer-service\",status=\"200\",le=\"0.005\"}");
    }

    @Test
    void countsRejectionsByCause() throws Exception {
        // Given
        var before = count("rejections_total", "code=\"unauthenticated\"");

        // When
        get("lealup_sk_test_nonsense", "/v1/customers");

        // Then
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("rejections_total", "code=\"unauthenticated\"") == before + 1);
    }

    @Test
    void countsWhatNeverBecameARequest() throws Exception {
        // Given
        var before = count("rejections_total", "code=\"validation_error\"");

        // When
        try (var connection = new RawConnection(port)) {
            connection.write("GARBAGE\u0001 / HTTP/1.1\r\n\r\n").finish();
            connection.readAll();
        }

        // Then
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("rejections_total", "code=\"validation_error\"") == before + 1);
    }

    @Test
    void tellsTheServicesThatAnswerFromThoseThatDoNot() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(scrape())
                        .contains("lealup_gateway_upstream_up{upstream=\"customer-service\"} 1.0")
                        .contains("lealup_gateway_upstream_up{upstream=\"webhook-service\"} 0.0")
                        .contains("lealup_gateway_upstream_requests{upstream=\"customer-service\"} 0.0")
                        .contains("lealup_gateway_upstream_connections{state=\"kept\",upstream=\"customer-service\"}"));
    }

    @Test
    void takesNoLabelFromACaller() throws Exception {
        get("lealup_sk_test_nonsense", "/v1/nothing-like-this-a1b2c3");

        assertThat(scrape()).doesNotContain("a1b2c3");
    }

    @Test
    void showsMetricsAtTheManagementPortOnly() {
        var key = newWorkspace().key();

        assertThat(get(key, "/actuator/prometheus").status()).isEqualTo(404);
    }

    private double count(String name, String... labels) throws IOException, InterruptedException {
        return scrape().lines()
                .filter(line -> line.startsWith("lealup_gateway_" + name + "{"))
                .filter(line -> line.contains("door=\"public\""))
                .filter(line -> java.util.Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String scrape() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
