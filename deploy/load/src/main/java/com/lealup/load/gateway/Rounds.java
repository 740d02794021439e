package com.lealup.load.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The same work by gateway and nginx in turn; the median is what counts, the extremes tell how noisy it was. */
final class Rounds {

    private final List<Round> rounds = new ArrayList<>();

    /** What one of the two did in one round. */
    record Work(double perSecond, double cpuMicros, long failed) {}

    private record Round(Work gateway, Work nginx) {

        double ratio() {
            return gateway.perSecond() / nginx.perSecond();
        }
    }

    void add(Work gateway, Work nginx) {
        rounds.add(new Round(gateway, nginx));
    }

    double ratio() {
        return median(Round::ratio);
    }

    double gatewayCpuMicros() {
        return median(round -> round.gateway().cpuMicros());
    }

    Map<String, Object> toReport(double target) {
        var report = new LinkedHashMap<String, Object>();
        report.put("ratio", rounded(ratio()));
        report.put("target", target);
        report.put("reached", ratio() >= target);
        report.put("ratio_min", rounded(sorted(Round::ratio).getFirst()));
        report.put("ratio_max", rounded(sorted(Round::ratio).getLast()));
        report.put(
                "gateway_per_second", Math.round(median(round -> round.gateway().perSecond())));
        report.put("nginx_per_second", Math.round(median(round -> round.nginx().perSecond())));
        report.put("gateway_cpu_us", rounded(gatewayCpuMicros()));
        report.put("nginx_cpu_us", rounded(median(round -> round.nginx().cpuMicros())));
        report.put(
                "failed",
                rounds.stream()
                        .mapToLong(round ->
                                round.gateway().failed() + round.nginx().failed())
                        .sum());
        return report;
    }

    private double median(ToDoubleFunction<Round> figure) {
        List<Double> sorted = sorted(figure);
        return sorted.get(sorted.size() / 2);
    }

    private List<Double> sorted(ToDoubleFunction<Round> figure) {
        return rounds.stream().map(figure::applyAsDouble).sorted().toList();
    }

    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
