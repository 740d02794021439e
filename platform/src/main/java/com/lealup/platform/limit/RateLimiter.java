package com.lealup.platform.limit;

import com.lealup.platform.id.Ulids;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The buckets of one instance. A charge is decided in memory; what was taken is told to the other instances of the
 * service afterwards, and what they tell is subtracted here. A bucket that is full again is forgotten, so that only
 * subjects of the last minutes take up memory.
 */
public final class RateLimiter {

    private record Key(String policy, UUID subject) {}

    private final InstantSource clock;
    private final boolean shared;
    private final ConcurrentMap<Key, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final Queue<TokenBucket> listed = new ConcurrentLinkedQueue<>();
    private final Neighbours neighbours = new Neighbours();

    private RateLimiter(InstantSource clock, boolean shared) {
        this.clock = clock;
        this.shared = shared;
    }

    /** One whose takings are told to other instances; the bean is one. */
    static RateLimiter shared(InstantSource clock) {
        return new RateLimiter(clock, true);
    }

    /** One for what need not be shared. Its owner calls {@link #forgetIdle} now and then. */
    public static RateLimiter alone(InstantSource clock) {
        return new RateLimiter(clock, false);
    }

    /**
     * Takes tokens, all or none. The policy may be another one than the last time: what was taken stays taken.
     *
     * @param cost at least 1
     */
    public Charge charge(Policy policy, UUID subject, long cost) {
        if (cost < 1) {
            throw new IllegalArgumentException("a charge costs at least one token, not " + cost);
        }
        var now = clock.millis();
        var sharing = neighbours.sharing();
        return use(policy, subject, now, bucket -> {
            var charge = bucket.take(policy, cost, now, sharing);
            if (charge instanceof Charge.Taken) {
                list(bucket);
            }
            return charge;
        });
    }

    /** How a subject stands, without taking anything. */
    public Standing look(Policy policy, UUID subject) {
        if (!holds(policy, subject)) {
            return new Standing(policy, policy.limit().burst(), 0);
        }
        var now = clock.millis();
        return use(policy, subject, now, bucket -> bucket.look(policy, now, neighbours.sharing()));
    }

    /** Whether a subject took something lately. */
    public boolean holds(Policy policy, UUID subject) {
        return buckets.containsKey(new Key(policy.name(), subject));
    }

    /** Gives back tokens that were taken and not used. */
    public void giveBack(Policy policy, UUID subject, long tokens) {
        var now = clock.millis();
        use(policy, subject, now, bucket -> {
            bucket.giveBack(tokens, now);
            list(bucket);
            return bucket;
        });
    }

    private void list(TokenBucket bucket) {
        if (shared && bucket.list()) {
            listed.add(bucket);
        }
    }

    private <T> T use(Policy policy, UUID subject, long now, Function<TokenBucket, T> action) {
        var key = new Key(policy.name(), subject);
        while (true) {
            var bucket = buckets.get(key);
            if (bucket == null) {
                bucket = buckets.computeIfAbsent(
                        key, absent -> TokenBucket.full(policy.name(), subject, policy.limit(), now));
            }
            synchronized (bucket) {
                if (!bucket.isForgotten()) {
                    return action.apply(bucket);
                }
            }
            buckets.remove(key, bucket);
        }
    }

    /** Whether there is anything to tell the others. */
    boolean hasNews() {
        return !listed.isEmpty();
    }

    /** What was taken since the last time; each bucket at most once, and at most so many of them. */
    List<UsageReport.Taken> news(int atMost) {
        var now = clock.millis();
        var news = new ArrayList<UsageReport.Taken>();
        while (news.size() < atMost) {
            var bucket = listed.poll();
            if (bucket == null) {
                return news;
            }
            news.add(bucket.report(now));
        }
        return news;
    }

    /** What another instance took just now. Of a bucket not known here its word is taken for what is left. */
    void hear(UsageReport report) {
        var now = clock.millis();
        neighbours.heard(report.instance(), now);
        for (var taken : report.taken()) {
            key(
                    taken,
                    key -> buckets.compute(key, (same, bucket) -> {
                        if (bucket == null || bucket.isForgotten()) {
                            return new TokenBucket(key.policy(), key.subject(), taken.limit(), taken.level(), now);
                        }
                        bucket.takenByOthers(taken.tokens(), now);
                        return bucket;
                    }));
        }
    }

    /** What an instance knew some time ago: for an instance that starts and knows nothing. The last word counts. */
    void recall(UsageReport report, long at) {
        var known = Math.min(at, clock.millis());
        for (var taken : report.taken()) {
            key(
                    taken,
                    key -> buckets.put(
                            key, new TokenBucket(key.policy(), key.subject(), taken.limit(), taken.level(), known)));
        }
    }

    private static void key(UsageReport.Taken taken, Consumer<Key> action) {
        Ulids.parse(taken.subject()).ifPresent(subject -> action.accept(new Key(taken.policy(), subject)));
    }

    /** Forgets buckets that are as good as new. */
    public void forgetIdle() {
        var now = clock.millis();
        buckets.values().removeIf(bucket -> bucket.forget(now));
    }

    Neighbours neighbours() {
        return neighbours;
    }

    /** Buckets in memory. */
    public int size() {
        return buckets.size();
    }
}
