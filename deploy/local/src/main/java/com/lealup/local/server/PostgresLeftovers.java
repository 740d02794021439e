package com.lealup.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What a killed PostgreSQL leaves behind: children that have not noticed yet and hold its shared memory, and a file
 * with a pid that may be another process's by now. PostgreSQL refuses to start while either seems alive.
 */
final class PostgresLeftovers {

    private PostgresLeftovers() {}

    static void clear(Path cluster, Duration patience) throws IOException {
        Path real = cluster.toRealPath();
        long deadline = System.nanoTime() + patience.toNanos();
        List<ProcessHandle> left = processesIn(real);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            left = processesIn(real);
        }
        left.forEach(ProcessHandle::destroyForcibly);
        if (Files.isDirectory(Path.of("/proc/self"))) {
            Files.deleteIfExists(real.resolve("postmaster.pid"));
        }
    }

    /** Every process of a cluster works in its folder. */
    private static List<ProcessHandle> processesIn(Path cluster) {
        return ProcessHandle.allProcesses()
                .filter(handle -> worksIn(handle.pid(), cluster))
                .toList();
    }

    private static boolean worksIn(long pid, Path cluster) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"))
                    .equals(cluster);
        } catch (IOException | SecurityException e) {
            return false;
        }
    }
}
