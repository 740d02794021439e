package com.lealup.load.ingest;

import static com.lealup.load.report.Report.rounded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The door and the reference in turn; the median is what counts, the extremes tell how noisy it was. */
final class DoorRounds {

    private final List<Round> rounds = new ArrayList<>();

    private record Round(double door, double reference, long failed, Map<String, Object> cpu) {

        double ratio() {
            return door / reference;
        }
    }

    /** @param cpu what {@link Stages#since} says of the door's turn */
    void add(double doorPerSecond, double referencePerSecond, long failed, Map<String, Object> cpu) {
        rounds.add(new Round(doorPerSecond, referencePerSecond, failed, cpu));
    }

    Map<String, Object> toReport(double target) {
        var ratio = median(Round::ratio);
        var report = new LinkedHashMap<String, Object>();
        report.put("ratio", rounded(ratio));
        report.put("target", target);
        report.put("reached", ratio >= target);
        report.put("ratio_min", rounded(sorted(Round::ratio).getFirst()));
        report.put("ratio_max", rounded(sorted(Round::ratio).getLast()));
        report.put("accepted_per_second", Math.round(median(Round::door)));
        report.put("reference_per_second", Math.round(median(Round::reference)));
        report.put("failed_requests", rounds.stream().mapToLong(Round::failed).sum());
        for (var part : rounds.getFirst().cpu().keySet()) {
            report.put(
                    part.startsWith("roofline") ? part : "cpu_s_per_million_" + part,
                    rounded(median(round -> ((Number) round.cpu().getOrDefault(part, 0)).doubleValue())));
        }
        return report;
    }

    private double median(ToDoubleFunction<Round> figure) {
        var sorted = sorted(figure);
        return sorted.get(sorted.size() / 2);
    }

    private List<Double> sorted(ToDoubleFunction<Round> figure) {
        return rounds.stream().map(figure::applyAsDouble).sorted().toList();
    }
}
