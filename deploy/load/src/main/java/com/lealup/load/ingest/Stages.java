package com.lealup.load.ingest;

import static com.lealup.load.report.Report.rounded;

import com.lealup.load.suite.ProcessTime;
import com.lealup.load.suite.Suite;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which part of the suite uses how much processor time, this process with the load generator being one of them. */
public final class Stages {

    private final Map<String, Long> processes = new LinkedHashMap<>();

    /** Of these parts of a suite. */
    public Stages(Suite suite, List<String> parts) {
        processes.put("generator", ProcessHandle.current().pid());
        parts.forEach(part -> processes.put(part, suite.pid(part)));
    }

    /** What each has used so far. */
    public Map<String, Duration> used() {
        var used = new LinkedHashMap<String, Duration>();
        processes.forEach((part, pid) -> used.put(part, tree(pid)));
        return used;
    }

    /** What each has used since a moment. */
    public Map<String, Duration> spent(Map<String, Duration> before) {
        var spent = new LinkedHashMap<String, Duration>();
        used().forEach((part, used) -> spent.put(part, used.minus(before.getOrDefault(part, Duration.ZERO))));
        return spent;
    }

    /**
     * CPU-seconds for a million events in each part since a moment, and what they add up to: with all cores busy and
     * nothing else in the way no more events a second than the roofline could pass.
     */
    Map<String, Object> since(Map<String, Duration> before, long events) {
        var report = new LinkedHashMap<String, Object>();
        var sum = 0.0;
        var ours = 0.0;
        for (var part : spent(before).entrySet()) {
            var perMillion = part.getValue().toNanos() / 1e9 / (events / 1e6);
            report.put(part.getKey(), rounded(perMillion));
            sum += perMillion;
            ours += part.getKey().equals("generator") ? 0 : perMillion;
        }
        var cores = Runtime.getRuntime().availableProcessors();
        report.put("sum", rounded(sum));
        report.put("roofline_events_per_second", Math.round(cores * 1e6 / sum));
        report.put("roofline_without_generator", Math.round(cores * 1e6 / ours));
        return report;
    }

    /** Postgres is a process for each connection. */
    private static Duration tree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> used(process.pid()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration used(long pid) {
        try {
            return new ProcessTime(pid).used();
        } catch (UncheckedIOException _) {
            // It ended between being listed and being asked.
            return Duration.ZERO;
        }
    }
}
