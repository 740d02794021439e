package com.lealup.load.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a process has used so far, as Linux counts it. */
public final class ProcessTime {

    /** USER_HZ, which has been 100 on every Linux since 2.6. */
    private static final int TICKS_A_SECOND = 100;

    private final long pid;
    private final Path process;

    /** Of a process that runs. */
    public ProcessTime(long pid) {
        this.pid = pid;
        this.process = Path.of("/proc", String.valueOf(pid));
    }

    /** The process. */
    public long pid() {
        return pid;
    }

    /** Processor time in user and kernel mode, to 10 ms. */
    public Duration used() {
        String stat = read("stat");
        // The second field is the name in parentheses and may hold anything; utime and stime are 14 and 15.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return Duration.ofMillis(ticks * 1000 / TICKS_A_SECOND);
    }

    /** Resident memory. */
    public long residentMegabytes() {
        return read("status")
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024;
    }

    private String read(String name) {
        try {
            return Files.readString(process.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
