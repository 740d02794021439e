package com.lealup.load.health;

import com.lealup.load.ingest.Checksum;
import com.lealup.load.ingest.EventTopic;
import com.lealup.load.ingest.HealthDatabase;
import com.lealup.load.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Has health-service read the whole topic again, three times, and compares what that leaves: every change of a score
 * with its explanation, and every aggregate. What time changes meanwhile is later than the beginning, and left out.
 */
final class Replays {

    private static final int TIMES = 3;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Suite suite;

    Replays(Suite suite) {
        this.suite = suite;
    }

    Map<String, Object> run() {
        String begun;
        long events;
        var checksums = new ArrayList<String>();
        try (var health = HealthDatabase.of(suite)) {
            begun = health.text("select now()::text");
            events = health.taken();
            checksums.add(checksum(health, begun));
        }
        for (var time = 0; time < TIMES; time++) {
            suite.kill("health-service");
            try (var health = HealthDatabase.of(suite)) {
                health.forgetOffsets();
            }
            suite.restart("health-service");
            try (var health = HealthDatabase.of(suite)) {
                drain(health);
                checksums.add(checksum(health, begun));
            }
        }
        var figures = new LinkedHashMap<String, Object>();
        figures.put("events", events);
        figures.put("sha256", checksums.getFirst());
        figures.put("sha256_after_each_replay", checksums.subList(1, checksums.size()));
        figures.put("reached", checksums.stream().distinct().count() == 1 && changed(begun) == 0);
        return figures;
    }

    private static String checksum(HealthDatabase health, String begun) {
        var queries = new ArrayList<>(HealthDatabase.AGGREGATES);
        queries.add("select * from health.score_changes where at <= '" + begun + "'");
        return Checksum.of(health.connection(), queries);
    }

    /** Scores that moved since then because of what customers did: nobody did anything. */
    private long changed(String begun) {
        try (var health = HealthDatabase.of(suite)) {
            return health.one(
                    "select count(*) from health.score_changes where cause = 'behaviour' and at > '" + begun + "'");
        }
    }

    private void drain(HealthDatabase health) {
        var end = System.nanoTime() + LONGEST.toNanos();
        try (var topic = new EventTopic("127.0.0.1:" + suite.port("kafka"))) {
            while (health.taken() < topic.records()) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Events still wait after " + LONGEST);
                }
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }
}
