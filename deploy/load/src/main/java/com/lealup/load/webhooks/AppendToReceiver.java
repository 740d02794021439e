package com.lealup.load.webhooks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long a message takes from Kafka to its receiver, at rates that leave room. */
final class AppendToReceiver {

    private final Rig rig;

    AppendToReceiver(Rig rig) {
        this.rig = rig;
    }

    /** @param targetMillis what 99 of 100 messages are to stay within */
    Map<String, Object> measure(int perSecond, double targetMillis, Duration time) {
        var turn = rig.traffic().open(rig.endpoints(), perSecond, time);
        rig.traffic().drain();
        var latencies = rig.traffic().latencies(turn, _ -> true);
        var report = new LinkedHashMap<String, Object>(latencies.toReport());
        report.put("target_ms", targetMillis);
        report.put("reached", latencies.percentile(99) <= targetMillis);
        return report;
    }
}
