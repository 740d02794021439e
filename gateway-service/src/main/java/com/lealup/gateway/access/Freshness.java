package com.lealup.gateway.access;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How long ago this gateway last had a sign that it hears of every change of a key: a heartbeat on the keys topic, or a
 * word from Postgres on the connection that listens. By the monotonic clock, which nobody sets.
 */
@Component
class Freshness {

    private final LongSupplier nanos;
    private final long staleAfter;
    private final AtomicLong lastSign;
    private final AtomicLong lastHeartbeat;

    @Autowired
    Freshness(KeysProperties properties) {
        this(properties, System::nanoTime);
    }

    Freshness(KeysProperties properties, LongSupplier nanos) {
        this.nanos = nanos;
        this.staleAfter = properties.staleAfter().toNanos();
        // What was read from the topic at the start is taken for a sign: the grace runs from here.
        this.lastSign = new AtomicLong(nanos.getAsLong());
        this.lastHeartbeat = new AtomicLong(lastSign.get());
    }

    void heartbeat() {
        long now = nanos.getAsLong();
        lastHeartbeat.set(now);
        lastSign.set(now);
    }

    /** Postgres has said everything it had to say up to now. */
    void databaseSpoke() {
        lastSign.set(nanos.getAsLong());
    }

    /** Whether memory may be believed without asking. */
    boolean isFresh() {
        return nanos.getAsLong() - lastSign.get() <= staleAfter;
    }

    Duration sinceLastSign() {
        return Duration.ofNanos(nanos.getAsLong() - lastSign.get());
    }

    Duration sinceLastHeartbeat() {
        return Duration.ofNanos(nanos.getAsLong() - lastHeartbeat.get());
    }
}
