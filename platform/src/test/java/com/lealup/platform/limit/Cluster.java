package com.lealup.platform.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/** Instances that tell each other by a log, all in a time that passes as the test says, millisecond by millisecond. */
final class Cluster implements InstantSource {

    private record Sent(UsageReport report, long at) {}

    /** One instance, ticking at a phase of its own. */
    final class Node {

        final RateLimiter limiter = RateLimiter.shared(Cluster.this);
        private final Reporting reporting = new Reporting(limiter, Cluster.this);
        private final long phase;
        private int read = log.size();
        private boolean cutOff;
        private boolean dead;

        private Node(long phase) {
            this.phase = phase;
            log.forEach(sent -> reporting.recall(sent.report(), sent.at()));
        }

        boolean take(Policy policy, UUID subject, long cost) {
            return limiter.charge(policy, subject, cost) instanceof Charge.Taken;
        }

        /** Neither tells nor hears, like a process that has lost Kafka. */
        void cutOff(boolean off) {
            cutOff = off;
        }

        void kill() {
            dead = true;
        }

        int instances() {
            return reporting.instances();
        }

        private void pass() {
            if (dead) {
                return;
            }
            while (read < log.size() && log.get(read).at() + lag <= now) {
                var sent = log.get(read++);
                if (!cutOff) {
                    reporting.hear(sent.report());
                }
            }
            if (now % Reporting.TICK.toMillis() == phase) {
                // What a cut-off instance says is lost.
                reporting.due().filter(report -> !cutOff).ifPresent(report -> log.add(new Sent(report, now)));
            }
        }
    }

    private final long lag;
    private final List<Sent> log = new ArrayList<>();
    private final Deque<Node> nodes = new ArrayDeque<>();
    private long now = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

    Cluster(Duration lag) {
        this.lag = lag.toMillis();
    }

    Node start() {
        var node = new Node(nodes.size() * 37L % Reporting.TICK.toMillis());
        nodes.add(node);
        return node;
    }

    /** Lets time pass; the work is done every millisecond. */
    void run(Duration time, Runnable everyMillisecond) {
        for (long end = now + time.toMillis(); now < end; now++) {
            nodes.forEach(Node::pass);
            everyMillisecond.run();
        }
    }

    void run(Duration time) {
        run(time, () -> {});
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    @Override
    public long millis() {
        return now;
    }
}
