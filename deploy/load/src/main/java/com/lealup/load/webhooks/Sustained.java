package com.lealup.load.webhooks;

import static com.lealup.load.report.Report.rounded;

import com.lealup.load.ingest.Stages;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many deliveries a second there are while a backlog of one size is kept up, and what they cost. */
final class Sustained {

    static final int BACKLOG = 2000;

    private static final int TARGET = 1500;
    private static final int STRETCH = 4000;
    private static final List<String> PARTS = List.of(
            "webhook-service",
            "postgres",
            "kafka",
            "gateway-service",
            "customer-service",
            "ingest-service",
            "health-service",
            "registry");

    private final Rig rig;

    Sustained(Rig rig) {
        this.rig = rig;
    }

    Map<String, Object> measure(Duration time) {
        var stages = new Stages(rig.suite(), PARTS);
        var before = stages.used();
        var turn = rig.traffic().closed(rig.endpoints(), BACKLOG, time);
        var spent = stages.spent(before);
        rig.traffic().drain();
        var report = new LinkedHashMap<String, Object>();
        report.put("deliveries_per_second", Math.round(turn.perSecond()));
        report.put("target", TARGET);
        report.put("reached", turn.perSecond() >= TARGET);
        report.put("stretch", STRETCH);
        report.put("stretch_reached", turn.perSecond() >= STRETCH);
        report.put("seconds", turn.elapsed().toSeconds());
        report.put("backlog", BACKLOG);
        spent.forEach((part, used) -> report.put(
                "cpu_s_per_thousand_" + part, rounded(used.toNanos() / 1e6 / Math.max(1, turn.delivered()))));
        return report;
    }
}
