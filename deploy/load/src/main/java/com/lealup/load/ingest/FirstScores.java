package com.lealup.load.ingest;

import com.lealup.load.report.Latencies;
import com.lealup.load.suite.Api;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Sends one event each for customers without a score, while others load the suite, until the API shows their score. */
final class FirstScores {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final Api api;
    private final EventTraffic traffic;
    private final List<String> customers;
    private final Latencies latencies = new Latencies();
    private int sent;
    private int missing;
    private int refused;

    FirstScores(Api api, EventTraffic traffic, List<String> customers) {
        this.api = api;
        this.traffic = traffic;
        this.customers = customers;
    }

    /** One customer after the other, spread over a time; who has no score after 30 s counts as missing. */
    void over(Duration time) {
        var start = System.nanoTime();
        for (var i = 0; i < customers.size(); i++) {
            var due = start + time.toNanos() / customers.size() * i;
            for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            if (System.nanoTime() - start > time.toNanos()) {
                return;
            }
            await(customers.get(i));
        }
    }

    private void await(String customer) {
        try {
            api.post("/v1/events", traffic.one(customer), UUID.randomUUID().toString(), 202);
        } catch (IllegalStateException | UncheckedIOException _) {
            refused++;
            return;
        }
        sent++;
        var accepted = System.nanoTime();
        while (!hasScore(customer)) {
            if (System.nanoTime() - accepted > LONGEST.toNanos()) {
                missing++;
                return;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        latencies.add(Duration.ofNanos(System.nanoTime() - accepted));
    }

    private boolean hasScore(String customer) {
        try {
            var health = api.get("/v1/customers/" + customer + "/health", 200);
            return !health.body().get("score").isNull();
        } catch (IllegalStateException | UncheckedIOException _) {
            // Whoever asks a suite under load asks again.
            return false;
        }
    }

    /** How many events were not answered with 202. */
    int refused() {
        return refused;
    }

    /** How many events were accepted. */
    int sent() {
        return sent;
    }

    /** How many got no score in time. */
    int missing() {
        return missing;
    }

    /** From the answer to the event until a score was read. */
    Latencies latencies() {
        return latencies;
    }
}
