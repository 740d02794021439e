package com.lealup.load.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import tools.jackson.databind.json.JsonMapper;

/** Clients that send each batch until all of it is accepted, and some of them once more than they need to. */
final class Senders {

    private static final int CLIENTS = 8;
    private static final int SENT_TWICE = 25;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration BEFORE_AGAIN = Duration.ofMillis(200);

    /** What is no refusal: "again, please", in one way or another. */
    private static final List<String> EXPECTED = List.of("503", "504", "409 idempotency_in_progress", "unanswered");

    private final URI uri;
    private final String key;
    private final String run;
    private final NumberedEvents events;
    private final JsonMapper json = JsonMapper.builder().build();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Map<String, Integer> again = new TreeMap<>();

    Senders(String base, String key, String run, NumberedEvents events) {
        this.uri = URI.create(base + "/v1/events");
        this.key = key;
        this.run = run;
        this.events = events;
    }

    /** Batches of which every event was accepted. */
    int accepted() {
        return accepted.get();
    }

    /** What kept a batch from being accepted, and how often. */
    synchronized Map<String, Integer> again() {
        return new TreeMap<>(again);
    }

    /** Answers that a client could do nothing with. */
    synchronized Map<String, Integer> wrong() {
        var wrong = again();
        wrong.keySet().removeAll(EXPECTED);
        return wrong;
    }

    /**
     * Sends batches, each as soon as it may be sent.
     *
     * @return completed when all of them are accepted
     */
    CompletableFuture<Void> send(int batches, IntPredicate may) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var clients = new ArrayList<CompletableFuture<Void>>();
        for (var i = 0; i < CLIENTS; i++) {
            clients.add(CompletableFuture.runAsync(() -> sendSome(batches, may), threads));
        }
        return CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new))
                .whenComplete((_, _) -> threads.shutdown());
    }

    private void sendSome(int batches, IntPredicate may) {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (var batch = next.getAndIncrement(); batch < batches; batch = next.getAndIncrement()) {
                while (!may.test(batch)) {
                    Faults.pause(Duration.ofMillis(20));
                }
                var body = events.body(batch);
                while (!takes(http, batch, body)) {
                    Faults.pause(BEFORE_AGAIN);
                }
                accepted.incrementAndGet();
                if (batch % SENT_TWICE == 0) {
                    takes(http, batch, body);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether all of a batch was accepted. */
    private boolean takes(HttpClient http, int batch, String body) throws InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", run + "-" + batch)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 202
                    && json.readTree(answer.body()).get("accepted").asInt() == NumberedEvents.BATCH) {
                return true;
            }
            count(reason(answer));
        } catch (IOException _) {
            count("unanswered");
        }
        return false;
    }

    private String reason(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 503, 504 -> String.valueOf(answer.statusCode());
            case 202 ->
                "202 in part: "
                        + answer.body().substring(0, Math.min(200, answer.body().length()));
            default ->
                answer.statusCode() + " "
                        + json.readTree(answer.body()).path("code").asString("");
        };
    }

    private synchronized void count(String reason) {
        again.merge(reason, 1, Integer::sum);
    }
}
