package com.lealup.load.webhooks;

import com.lealup.load.report.Latencies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/** Sends facts for endpoints in turn, at a rate or as fast as they are delivered. */
final class Traffic {

    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(40);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final long ROOM_NANOS = 200_000;

    private final HealthFacts facts;
    private final Messages messages;

    Traffic(HealthFacts facts, Messages messages) {
        this.facts = facts;
        this.messages = messages;
    }

    /**
     * What was sent in a turn.
     *
     * @param from the number of its first message
     * @param to the number behind its last
     * @param delivered messages that arrived during the turn, also of an earlier one
     */
    record Turn(int from, int to, long delivered, Duration elapsed) {

        double perSecond() {
            return delivered / (elapsed.toNanos() / 1e9);
        }
    }

    /** Facts at a rate, whatever the endpoints do. An endpoint has as many turns as it is named. */
    Turn open(List<Endpoint> turns, int perSecond, Duration time) {
        var from = messages.count();
        var received = messages.received();
        var start = System.nanoTime();
        var all = time.toNanos() / 1_000_000 * perSecond / 1000;
        for (var i = 0L; i < all; i++) {
            var due = start + i * 1_000_000_000 / perSecond;
            for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            facts.send(turns.get((int) (i % turns.size())));
        }
        facts.flush();
        return turn(from, received, start);
    }

    /** As many facts as keep the backlog at a size, none beyond it. */
    Turn closed(List<Endpoint> turns, int backlog, Duration time) {
        var from = messages.count();
        var received = messages.received();
        var start = System.nanoTime();
        for (var i = 0; System.nanoTime() - start < time.toNanos(); ) {
            if (messages.underWay() < backlog) {
                facts.send(turns.get(i++ % turns.size()));
            } else {
                LockSupport.parkNanos(ROOM_NANOS);
            }
        }
        var turn = turn(from, received, start);
        facts.flush();
        return turn;
    }

    private Turn turn(int from, long received, long start) {
        return new Turn(
                from, messages.count(), messages.received() - received, Duration.ofNanos(System.nanoTime() - start));
    }

    /** From Kafka to the receiver, of a turn's messages to some endpoints. */
    Latencies latencies(Turn turn, IntPredicate endpoint) {
        return messages.latencies(turn.from(), turn.to(), endpoint);
    }

    /** Waits until all of them have arrived. */
    void drain() {
        var end = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (messages.underWay() > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(messages.underWay() + " messages still wait after " + LONGEST_DRAIN);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
