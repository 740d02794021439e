package com.lealup.health.timeline;

import com.lealup.health.customer.CustomerKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One reader of a customer's stream, and what it has not been sent yet. */
final class Watcher {

    private static final int LONGEST_QUEUE = 1_000;

    private final CustomerKey customer;
    private final BlockingQueue<Optional<News>> waiting = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private volatile boolean over;

    Watcher(CustomerKey customer) {
        this.customer = customer;
    }

    CustomerKey customer() {
        return customer;
    }

    /** Ends the stream of a reader that is too slow: it comes back for what it has missed. */
    void tell(News news) {
        if (!waiting.offer(Optional.of(news))) {
            end();
        }
    }

    /** What came next; nothing when nothing came for so long, or it is over. */
    Optional<News> await(Duration time) throws InterruptedException {
        var next = waiting.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        return next == null ? Optional.empty() : next;
    }

    void end() {
        over = true;
        waiting.clear();
        var _ = waiting.offer(Optional.empty());
    }

    boolean isOver() {
        return over;
    }
}
