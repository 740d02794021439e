package com.lealup.load.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Latencies of one kind of request, to three digits. */
public final class Latencies {

    private static final double MICROS_PER_MILLI = 1000.0;

    private final Histogram micros = new Histogram(3);

    /** Adds one. */
    public void add(Duration latency) {
        micros.recordValue(Math.max(1, latency.toNanos() / 1000));
    }

    /** How many there are. */
    public long count() {
        return micros.getTotalCount();
    }

    /** The latency that a share of the requests stayed within, in milliseconds. */
    public double percentile(double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    /** As it stands in a report. */
    public Map<String, Object> toReport() {
        var report = new LinkedHashMap<String, Object>();
        report.put("runs", count());
        report.put("p50_ms", percentile(50));
        report.put("p99_ms", percentile(99));
        report.put("max_ms", micros.getMaxValue() / MICROS_PER_MILLI);
        return report;
    }
}
