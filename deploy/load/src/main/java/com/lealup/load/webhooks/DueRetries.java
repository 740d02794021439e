package com.lealup.load.webhooks;

import com.lealup.load.report.Latencies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** How late second attempts at one endpoint are, while very much waits for another one that is dead. */
final class DueRetries {

    private static final double TARGET_MS = 1000;
    private static final int PER_SECOND = 10;
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Rig rig;
    private final WebhookDatabase database;
    private final Map<String, Instant> due = new ConcurrentHashMap<>();
    private final Map<String, Instant> firsts = new ConcurrentHashMap<>();
    private final Map<String, Instant> seconds = new ConcurrentHashMap<>();

    DueRetries(Rig rig, WebhookDatabase database) {
        this.rig = rig;
        this.database = database;
    }

    /** @param index of the first of two endpoints that it makes */
    Map<String, Object> measure(int index, int pending, Duration time) {
        var dead = Endpoint.subscribed(rig.suite(), index, "http://127.0.0.1:" + unusedPort() + "/");
        database.addPending(dead, pending);
        var failing = rig.endpointAt(index + 1);
        rig.sink().receive(Rig.path(failing.index()), this::failFirst);
        var traffic = CompletableFuture.runAsync(() -> rig.traffic().open(List.of(failing), PER_SECOND, time));
        while (!traffic.isDone() || rig.messages().underWay() > 0) {
            due.putAll(database.secondAttempts(failing));
            LockSupport.parkNanos(LOOK.toNanos());
        }
        traffic.join();
        return report(pending);
    }

    private Manner failFirst(Arrival arrival) {
        if (firsts.putIfAbsent(arrival.messageId(), arrival.at()) == null) {
            return Manner.FAIL;
        }
        seconds.putIfAbsent(arrival.messageId(), arrival.at());
        rig.messages().received(arrival);
        return Manner.FINE;
    }

    private Map<String, Object> report(int pending) {
        var late = new Latencies();
        var early = 0;
        for (var second : seconds.entrySet()) {
            var at = due.get(second.getKey());
            if (at != null) {
                var lateness = Duration.between(at, second.getValue());
                early += lateness.isNegative() ? 1 : 0;
                late.add(lateness.isNegative() ? Duration.ZERO : lateness);
            }
        }
        var report = new LinkedHashMap<String, Object>();
        report.put("pending", pending);
        report.put("late_p50_ms", late.percentile(50));
        report.put("late_p99_ms", late.percentile(99));
        report.put("target_ms", TARGET_MS);
        report.put("reached", late.count() > 0 && late.percentile(99) <= TARGET_MS);
        report.put("retries", late.count());
        report.put("too_early", early);
        report.put("due_time_not_seen", seconds.size() - late.count());
        return report;
    }

    private static int unusedPort() {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
