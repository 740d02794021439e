package com.lealup.load.chaos;

import com.lealup.load.suite.Suite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Kills parts of a suite and starts them anew, or stops their processes for a while. */
final class Faults {

    private static final Duration LONGEST_DOWN = Duration.ofSeconds(3);
    private static final Duration SHORTEST_FREEZE = Duration.ofSeconds(1);
    private static final Duration LONGEST_FREEZE = Duration.ofSeconds(10);

    private final Suite suite;
    private final List<String> parts;
    private final SplittableRandom random;
    private final Map<String, Integer> done = new TreeMap<>();

    Faults(Suite suite, List<String> parts, SplittableRandom random) {
        this.suite = suite;
        this.parts = List.copyOf(parts);
        this.random = random;
    }

    /** Does one fault to a part, and says which; the part is back or runs on when this returns. */
    String next() {
        var part = parts.get(random.nextInt(parts.size()));
        var kill = random.nextBoolean();
        var what = (kill ? "kill " : "freeze ") + part;
        if (kill) {
            suite.kill(part);
            pause(Duration.ofMillis(random.nextLong(LONGEST_DOWN.toMillis())));
            suite.restart(part);
        } else {
            var pid = suite.pid(part);
            Suite.signal(pid, "STOP");
            try {
                pause(Duration.ofMillis(random.nextLong(SHORTEST_FREEZE.toMillis(), LONGEST_FREEZE.toMillis())));
            } finally {
                Suite.signal(pid, "CONT");
            }
        }
        done.merge(what, 1, Integer::sum);
        return what;
    }

    /** How many faults were done. */
    int count() {
        return done.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How often each fault was done. */
    Map<String, Integer> done() {
        return done;
    }

    static void pause(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        for (var left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
