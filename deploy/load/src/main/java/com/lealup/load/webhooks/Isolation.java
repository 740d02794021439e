package com.lealup.load.webhooks;

import static com.lealup.load.report.Report.rounded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What one endpoint does to the latency of the others, measured in turns without and with it. */
final class Isolation {

    private static final double BLACK_HOLE_TARGET = 1.1;
    private static final double BUSY_TARGET = 1.5;
    private static final int BUSY = 20;

    private final Rig rig;
    private final int perSecond;
    private final int count;
    private final Duration time;

    /** @param perSecond facts in usual traffic */
    Isolation(Rig rig, int perSecond, int count, Duration time) {
        this.rig = rig;
        this.perSecond = perSecond;
        this.count = count;
        this.time = time;
    }

    /** Three of ten messages go to an endpoint that never answers, or answers like the others. */
    Map<String, Object> blackHole() {
        var hole = rig.endpoints().getFirst();
        var turns = threeOfTen(hole);
        var rounds = new Rounds();
        for (var i = 0; i < count; i++) {
            var without = othersP99(hole, turns, perSecond);
            rig.hang(hole);
            var turn = rig.traffic().open(turns, perSecond, time);
            // Those for the hole are still to come.
            rig.answerWell(hole);
            rig.traffic().drain();
            rounds.add(othersP99(hole, turn), without);
        }
        return report(rounds, BLACK_HOLE_TARGET);
    }

    /** One workspace has twenty times as much to tell as each of the others. */
    Map<String, Object> busyTenant() {
        var busy = rig.endpoints().getFirst();
        var turns = new ArrayList<>(rig.endpoints());
        turns.addAll(Collections.nCopies(BUSY - 1, busy));
        Collections.shuffle(turns, new Random(42));
        var rounds = new Rounds();
        for (var i = 0; i < count; i++) {
            var without = othersP99(busy, rig.endpoints(), perSecond);
            rounds.add(
                    othersP99(
                            busy,
                            turns,
                            perSecond * turns.size() / rig.endpoints().size()),
                    without);
        }
        return report(rounds, BUSY_TARGET);
    }

    private List<Endpoint> threeOfTen(Endpoint hole) {
        var others = rig.endpoints().subList(1, rig.endpoints().size());
        var turns = new ArrayList<Endpoint>();
        var next = 0;
        for (var i = 0; i < others.size() * 10; i++) {
            turns.add(i % 10 % 3 == 1 ? hole : others.get(next++ % others.size()));
        }
        return turns;
    }

    private double othersP99(Endpoint one, List<Endpoint> turns, int rate) {
        var turn = rig.traffic().open(turns, rate, time);
        rig.traffic().drain();
        return othersP99(one, turn);
    }

    private double othersP99(Endpoint one, Traffic.Turn turn) {
        return rig.traffic()
                .latencies(turn, endpoint -> endpoint != one.index())
                .percentile(99);
    }

    private static Map<String, Object> report(Rounds rounds, double target) {
        var report = new LinkedHashMap<String, Object>();
        report.put("others_p99_ms_without", rounds.reference());
        report.put("others_p99_ms_with", rounds.figure());
        report.put("ratio", rounded(rounds.ratio()));
        report.put("target", target);
        report.put("reached", rounds.ratio() <= target);
        return report;
    }
}
