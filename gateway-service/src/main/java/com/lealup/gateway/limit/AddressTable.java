package com.lealup.gateway.limit;

import com.lealup.platform.limit.Charge;
import com.lealup.platform.limit.Policy;
import com.lealup.platform.limit.RateLimiter;
import com.lealup.platform.limit.Standing;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One bucket for each address that has used any of it lately. The table is bounded, and who is in it stays until their
 * bucket is full again: a flood of addresses does not wash an offender out. Those that find no room share some buckets.
 */
final class AddressTable {

    /** About 200 bytes each. */
    static final int MOST = 50_000;

    static final int SHARED = 1024;
    private static final long MARK_OF_SHARED = 3;
    private static final long PURGE_EVERY_MILLIS = 1000;

    private final Policy policy;
    private final RateLimiter limiter;
    private final InstantSource clock;
    private final int most;
    private final AtomicLong purgedAt = new AtomicLong();

    AddressTable(Policy policy, InstantSource clock, int most) {
        this.policy = policy;
        this.limiter = RateLimiter.alone(clock);
        this.clock = clock;
        this.most = most;
    }

    Charge charge(UUID address) {
        return limiter.charge(policy, place(address), 1);
    }

    void giveBack(UUID address) {
        limiter.giveBack(policy, place(address), 1);
    }

    Standing look(UUID address) {
        return limiter.look(policy, place(address));
    }

    boolean isEmpty() {
        return limiter.size() == 0;
    }

    int size() {
        return limiter.size();
    }

    private UUID place(UUID address) {
        purge();
        return limiter.size() < most || limiter.holds(policy, address) ? address : shared(address);
    }

    /** The addresses that used least are forgotten again and again, whether there is room or not. */
    private void purge() {
        var now = clock.millis();
        var before = purgedAt.get();
        if (now - before >= PURGE_EVERY_MILLIS && purgedAt.compareAndSet(before, now)) {
            limiter.forgetIdle();
        }
    }

    private static UUID shared(UUID address) {
        return new UUID(Math.floorMod(address.hashCode(), SHARED), MARK_OF_SHARED);
    }
}
