package com.lealup.load.webhooks;

import static com.lealup.load.report.Report.rounded;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Deliveries a second beside what the same HTTP client does in a bare loop. */
final class AgainstBareLoop {

    private static final double TARGET = 0.5;
    private static final int LOOPS = 64;
    private static final String PATH = "/bare";

    private final Rig rig;

    AgainstBareLoop(Rig rig) {
        this.rig = rig;
    }

    Map<String, Object> measure(int count, Duration time) {
        rig.sink().receive(PATH, _ -> Manner.FINE);
        var rounds = new Rounds();
        try (var bare = new BareLoop(rig.sink().url(PATH), LOOPS, rig.sample())) {
            bare.perSecond(time);
            for (var i = 0; i < count; i++) {
                var deliveries = rig.traffic()
                        .closed(rig.endpoints(), Sustained.BACKLOG, time)
                        .perSecond();
                rig.traffic().drain();
                rounds.add(deliveries, bare.perSecond(time));
            }
        }
        var report = new LinkedHashMap<String, Object>();
        report.put("ratio", rounded(rounds.ratio()));
        report.put("target", TARGET);
        report.put("reached", rounds.ratio() >= TARGET);
        report.put("deliveries_per_second", Math.round(rounds.figure()));
        report.put("bare_per_second", Math.round(rounds.reference()));
        report.put("bare_loops", LOOPS);
        return report;
    }
}
