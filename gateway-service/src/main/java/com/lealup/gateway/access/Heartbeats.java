package com.lealup.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * The heartbeats on the keys topic. One counts when it is newer than all before and was written a moment ago, so that
 * who may only write to the topic cannot keep a gateway calm with old ones, and reading the topic from its beginning
 * gives no sign of today.
 */
@Component
class Heartbeats {

    /** As far as the clocks of two gateways may be apart, and a record late. */
    private static final Duration RECENT = Duration.ofSeconds(10);

    private final Freshness freshness;
    private final InstantSource clock;
    private final AtomicLong highest = new AtomicLong();

    Heartbeats(Freshness freshness, InstantSource clock) {
        this.freshness = freshness;
        this.clock = clock;
    }

    void heard(long sequence, Instant at) {
        long before = highest.getAndAccumulate(sequence, Math::max);
        if (sequence > before && Duration.between(at, clock.instant()).abs().compareTo(RECENT) <= 0) {
            freshness.heartbeat();
        }
    }

    long nextSequence() {
        return highest.get() + 1;
    }
}
