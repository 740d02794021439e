package com.lealup.load.chaos;

import com.lealup.load.webhooks.WebhookDatabase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Looks again and again at how many attempts have no result yet: what a fault that happens then may repeat. */
final class InFlight implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration BEFORE = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Deque<Look> looks = new ArrayDeque<>();
    private final Thread thread;
    private WebhookDatabase database;
    private volatile boolean closing;

    InFlight(WebhookDatabase database) {
        this.database = database;
        this.thread = Thread.ofPlatform().name("in-flight").daemon().start(this::look);
    }

    private record Look(long at, int claimed) {}

    private void look() {
        while (!closing) {
            try {
                var claimed = database.claimed();
                synchronized (looks) {
                    looks.addLast(new Look(System.nanoTime(), claimed));
                    while (System.nanoTime() - looks.getFirst().at() > KEPT.toNanos()) {
                        looks.removeFirst();
                    }
                }
            } catch (IllegalStateException _) {
                reconnect();
            }
            Faults.pause(LOOK);
        }
    }

    private void reconnect() {
        try {
            database.close();
            database = database.again();
        } catch (IllegalStateException _) {
            // The database is away, which is what the faults are for.
        }
    }

    /** The most there were at a time since shortly before a moment. */
    int most(long since) {
        synchronized (looks) {
            return looks.stream()
                    .filter(look -> look.at() > since - BEFORE.toNanos())
                    .mapToInt(Look::claimed)
                    .max()
                    .orElse(0);
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }
}
