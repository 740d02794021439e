package com.lealup.load.chaos;

import com.lealup.load.webhooks.Endpoint;
import com.lealup.load.webhooks.HealthFacts;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Facts at a rate until it is told to stop, also while what takes them is away: then they wait in the producer. */
final class SteadyFacts {

    private final HealthFacts facts;
    private final List<Endpoint> endpoints;
    private final int perSecond;
    private volatile boolean stopping;

    SteadyFacts(HealthFacts facts, List<Endpoint> endpoints, int perSecond) {
        this.facts = facts;
        this.endpoints = List.copyOf(endpoints);
        this.perSecond = perSecond;
    }

    /** Begins, and is completed when Kafka has taken or refused the last one. */
    CompletableFuture<Void> start() {
        return CompletableFuture.runAsync(
                this::send,
                task -> Thread.ofPlatform().name("steady-facts").daemon().start(task));
    }

    private void send() {
        var between = 1_000_000_000L / perSecond;
        var due = System.nanoTime();
        for (var i = 0; !stopping; i = (i + 1) % endpoints.size()) {
            for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            facts.send(endpoints.get(i));
            // What could not be sent while Kafka was away is not made up for: that would be another load.
            due = Math.max(due + between, System.nanoTime() - between);
        }
        facts.flush();
    }

    void stop() {
        stopping = true;
    }
}
