package com.lealup.load.suite;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What this machine is busy with. */
public final class Machine {

    private static final double QUIET = 0.3;
    private static final int LOOKS = 3;

    private Machine() {}

    /**
     * Waits until its processors have been less than a third busy for three seconds.
     *
     * @throws IllegalStateException if that does not come about in time
     */
    public static void awaitQuiet(Duration patience) {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var start = System.nanoTime();
        system.getCpuLoad();
        for (int quiet = 0; quiet < LOOKS; ) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            quiet = system.getCpuLoad() < QUIET ? quiet + 1 : 0;
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new IllegalStateException("The machine was not quiet within " + patience);
            }
        }
    }
}
