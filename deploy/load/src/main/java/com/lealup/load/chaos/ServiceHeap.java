package com.lealup.load.chaos;

import com.lealup.load.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a service keeps on its heap: what is left of it after a collection, as the service's own metrics have it. */
final class ServiceHeap {

    private static final int MANAGEMENT = 10;
    private static final double MEGABYTE = 1024.0 * 1024;

    private final long pid;
    private final URI metrics;

    ServiceHeap(Suite suite, String service) {
        this.pid = suite.pid(service);
        this.metrics = URI.create("http://127.0.0.1:" + (suite.port(service) + MANAGEMENT) + "/actuator/prometheus");
    }

    double liveMegabytes() {
        collect();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(metrics).GET().build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(metrics + " answered " + answer.statusCode());
            }
            return usedMegabytes(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All heap pools of a text in Prometheus's format. */
    static double usedMegabytes(String metrics) {
        var bytes = metrics.lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        if (bytes == 0) {
            throw new IllegalStateException("The service does not say what its heap holds");
        }
        return bytes / MEGABYTE;
    }

    private void collect() {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var process = new ProcessBuilder(jcmd, String.valueOf(pid), "GC.run")
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("jcmd could not collect: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
