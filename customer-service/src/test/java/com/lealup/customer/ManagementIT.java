package com.lealup.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.customer.testing.ServiceIT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;

class ManagementIT extends ServiceIT {

    @LocalManagementPort
    private int management;

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/readiness", "/actuator/prometheus"})
    void tellsHealthAndMetricsOnItsOwnPort(String path) throws IOException, InterruptedException {
        assertThat(status(management, path)).isEqualTo(200);
        assertThat(status(port(), path)).isEqualTo(401);
    }

    @Test
    void tellsNothingElse() throws IOException, InterruptedException {
        assertThat(status(management, "/actuator/env")).isEqualTo(404);
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
