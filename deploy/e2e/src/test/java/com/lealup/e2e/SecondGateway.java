package com.lealup.e2e;

import static com.lealup.local.part.Part.GATEWAY_SERVICE;
import static org.awaitility.Awaitility.await;

import com.lealup.local.process.ChildProcess;
import com.lealup.local.process.Launch;
import com.lealup.local.process.Programs;
import com.lealup.local.process.Signal;
import com.lealup.local.suite.ServiceEnvironment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;

/** A second gateway process beside the suite's, on ports of its own: the same secrets, Postgres and Kafka. */
final class SecondGateway implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final int BEHIND_THE_SUITE = 1;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ChildProcess process;
    private final int port;

    private SecondGateway(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static SecondGateway beside(RunningSuite suite) {
        var settings = suite.settings();
        int port = settings.ports().last() + BEHIND_THE_SUITE;
        var environment = new HashMap<>(new ServiceEnvironment(settings).of(GATEWAY_SERVICE));
        environment.put("JAVA_TOOL_OPTIONS", RunningSuite.STARTS_SOONER);
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(port + 1));
        environment.put("LEALUP_GATEWAY_INTERNAL_PORT", Integer.toString(port + 2));
        Path jar = settings.checkout().root().resolve("gateway-service/target/gateway-service.jar");
        Path folder = settings.data().path().resolve("second-gateway");
        var command = List.of(
                Programs.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString());
        var process = ChildProcess.start(
                new Launch(command, environment, folder, folder.resolve("second-gateway.log"), Signal.TERM));
        var started = new SecondGateway(process, port);
        await().atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> started.ready(port + 1));
        return started;
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(20));
    }

    private boolean ready(int managementPort) throws IOException, InterruptedException {
        if (!process.alive()) {
            throw new AssertionError("The second gateway ended; see " + process.log());
        }
        var probe = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2))
                .build();
        return HTTP.send(probe, BodyHandlers.ofString()).statusCode() == 200;
    }
}
