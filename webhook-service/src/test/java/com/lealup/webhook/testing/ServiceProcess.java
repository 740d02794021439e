package com.lealup.webhook.testing;

import com.lealup.webhook.WebhookService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** A second instance of the service, in a process of its own, to be killed. */
public final class ServiceProcess implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final int managementPort;

    private ServiceProcess(Process process, int managementPort) {
        this.process = process;
        this.managementPort = managementPort;
    }

    public static ServiceProcess start(Map<String, String> settings) throws IOException {
        var managementPort = freePort();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(WebhookService.class.getName());
        var own = new LinkedHashMap<>(settings);
        own.put("server.port", "0");
        own.put("management.server.port", Integer.toString(managementPort));
        own.forEach((name, value) -> command.add("--" + name + "=" + value));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "killed-service.log").toFile())
                .start();
        return new ServiceProcess(process, managementPort);
    }

    public boolean isReady() {
        try {
            var request = HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness"));
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** SIGKILL: no handler runs, nothing is said to anybody. */
    public void kill() {
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
