package com.lealup.webhook.delivery;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Lets those who poll wait for something new. What this process adds wakes them at once; what another one adds is
 * looked for every second. A wait holds a request thread, so few may wait at once: the others are answered at once.
 */
@Component
class PollWaits {

    private static final int MOST_AT_ONCE = 64;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final ConcurrentHashMap<LaneKey, Set<CountDownLatch>> waiting = new ConcurrentHashMap<>();

    @TransactionalEventListener
    void on(MessagesAvailable available) {
        available.lanes().forEach(lane -> waiting.getOrDefault(lane, Set.of()).forEach(CountDownLatch::countDown));
    }

    /**
     * Asks until there is something, or the time is over.
     *
     * @param poll answers whether there was something
     */
    void until(LaneKey lane, Duration patience, Supplier<Boolean> poll) {
        var deadline = System.nanoTime() + patience.toNanos();
        if (poll.get() || patience.isZero() || !places.tryAcquire()) {
            return;
        }
        try {
            var found = false;
            var last = false;
            while (!found && !last) {
                last = System.nanoTime() >= deadline;
                var latch = new CountDownLatch(1);
                add(lane, latch);
                try {
                    // Before waiting: what came in between has woken nobody.
                    found = poll.get();
                    if (!found) {
                        await(latch, deadline);
                    }
                } finally {
                    remove(lane, latch);
                }
            }
        } finally {
            places.release();
        }
    }

    private static void await(CountDownLatch latch, long deadline) {
        try {
            var _ = latch.await(Math.min(LOOK_AGAIN.toNanos(), deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the service stops", e);
        }
    }

    private void add(LaneKey lane, CountDownLatch latch) {
        waiting.compute(lane, (_, latches) -> {
            var all = latches == null ? ConcurrentHashMap.<CountDownLatch>newKeySet() : latches;
            all.add(latch);
            return all;
        });
    }

    private void remove(LaneKey lane, CountDownLatch latch) {
        waiting.computeIfPresent(lane, (_, latches) -> {
            latches.remove(latch);
            return latches.isEmpty() ? null : latches;
        });
    }
}
