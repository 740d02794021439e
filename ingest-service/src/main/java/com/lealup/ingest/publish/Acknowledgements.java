package com.lealup.ingest.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.jspecify.annotations.Nullable;

/** Gathers what Kafka says of each of a request's events. */
final class Acknowledgements {

    private final AtomicIntegerArray stored;
    private final CountDownLatch open;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Acknowledgements(int events) {
        this.stored = new AtomicIntegerArray(events);
        this.open = new CountDownLatch(events);
    }

    Callback of(int position) {
        return (metadata, fault) -> {
            if (fault == null) {
                stored.set(position, 1);
            } else {
                failure.compareAndSet(null, fault);
            }
            open.countDown();
        };
    }

    /** An event that was never handed over. */
    void failed(Exception fault) {
        failure.compareAndSet(null, fault);
        open.countDown();
    }

    @Nullable
    Exception failure() {
        return failure.get();
    }

    /** Whether every event has its answer, good or bad, before the time is over. */
    boolean await(Duration atMost) throws InterruptedException {
        return open.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The positions that are stored, so far. */
    List<Integer> stored() {
        List<Integer> positions = new ArrayList<>();
        for (var i = 0; i < stored.length(); i++) {
            if (stored.get(i) == 1) {
                positions.add(i);
            }
        }
        return positions;
    }
}
