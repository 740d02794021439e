package com.lealup.load.chaos;

import static com.lealup.load.report.Report.rounded;

import com.lealup.load.suite.Api;
import com.lealup.load.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Webhooks to receivers that mean harm: how long each attempt held its place, and what was left of it on the heap. */
final class HostileRound {

    /** What a receiver has from the connection to the end of its answer, and what is allowed on top of it. */
    private static final int DEADLINE_MS = 5000;

    private static final int SLOT_TARGET_MS = DEADLINE_MS + 100;
    private static final double HEAP_TARGET_MB = 32;
    private static final Duration UNTIL_ALL_ARE_HELD = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final String SUBSCRIPTIONS = "/v1/webhook-subscriptions/";

    private final Suite suite;
    private final Api api;
    private final String run;

    /** @param key of a workspace without other subscriptions */
    HostileRound(Suite suite, String key, String run) {
        this.suite = suite;
        this.api = new Api(suite.base(), key);
        this.run = run;
    }

    /** Sends each receiver this many at a time: once to see how long they take, once to see what they leave behind. */
    Map<String, Object> run(int each) {
        var receivers = new ArrayList<HostileReceiver>();
        try {
            var heap = new ServiceHeap(suite, "webhook-service");
            var subscriptions = new LinkedHashMap<Hostility, String>();
            for (var hostility : Hostility.values()) {
                var receiver = new HostileReceiver(hostility);
                receivers.add(receiver);
                subscriptions.put(hostility, subscribe(hostility, receiver.url()));
            }
            // The first one of each loads classes, which stay.
            testAll(subscriptions, 0, 1);
            subscriptions.values().forEach(subscription -> attempts(subscription, 1));
            var before = heap.liveMegabytes();
            testAll(subscriptions, 1, each);
            var report = new LinkedHashMap<String, Object>();
            var longest = 0;
            for (var one : subscriptions.entrySet()) {
                var attempts = attempts(one.getValue(), 1 + each);
                longest = Math.max(longest, longest(attempts));
                report.put(one.getKey().name().toLowerCase(Locale.ROOT), summary(attempts));
            }
            // Collections stop the attempts under way, so how long these take does not count.
            testAll(subscriptions, 1 + each, each);
            Faults.pause(UNTIL_ALL_ARE_HELD);
            var during = heap.liveMegabytes();
            subscriptions.values().forEach(subscription -> attempts(subscription, 1 + each + each));
            var growth = Math.max(during, heap.liveMegabytes()) - before;
            report.put("slot_free_after_ms_max", longest);
            report.put("slot_target_ms", SLOT_TARGET_MS);
            report.put("slot_reached", longest <= SLOT_TARGET_MS);
            report.put("heap_mb_before", rounded(before));
            report.put("heap_growth_mb", rounded(growth));
            report.put("heap_target_mb", HEAP_TARGET_MB);
            report.put("heap_reached", growth <= HEAP_TARGET_MB);
            report.put("reached", longest <= SLOT_TARGET_MS && growth <= HEAP_TARGET_MB);
            return report;
        } finally {
            receivers.forEach(HostileReceiver::close);
            api.close();
        }
    }

    /** Told once and never again. */
    private String subscribe(Hostility hostility, String url) {
        var wish = "{\"url\":\"" + url + "\",\"events\":[\"health.score_changed\"],\"retry_schedule\":[]}";
        return api.post("/v1/webhook-subscriptions", wish, run + "-" + hostility, 201)
                .body()
                .get("id")
                .asString();
    }

    private void testAll(Map<Hostility, String> subscriptions, int from, int count) {
        for (var number = from; number < from + count; number++) {
            for (var one : subscriptions.entrySet()) {
                test(one.getKey(), one.getValue(), number);
            }
        }
    }

    private void test(Hostility hostility, String subscription, int number) {
        api.post(SUBSCRIPTIONS + subscription + "/test", "", run + "-" + hostility + "-" + number, 202);
    }

    /** The attempts of all deliveries to a subscription, once there are so many and none is pending. */
    private List<JsonNode> attempts(String subscription, int count) {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end) {
            var deliveries = new ArrayList<JsonNode>();
            api.get(SUBSCRIPTIONS + subscription + "/deliveries?limit=200", 200)
                    .body()
                    .get("data")
                    .forEach(deliveries::add);
            if (deliveries.size() == count
                    && deliveries.stream()
                            .noneMatch(delivery ->
                                    delivery.get("status").asString().equals("pending"))) {
                var attempts = new ArrayList<JsonNode>();
                deliveries.forEach(delivery -> api.get(
                                "/v1/webhook-deliveries/" + delivery.get("id").asString(), 200)
                        .body()
                        .get("attempts")
                        .forEach(attempts::add));
                return attempts;
            }
            Faults.pause(LOOK);
        }
        throw new IllegalStateException("Webhooks to a hostile receiver still wait after " + LONGEST);
    }

    private static int longest(List<JsonNode> attempts) {
        return attempts.stream()
                .mapToInt(attempt -> attempt.get("duration_ms").asInt())
                .max()
                .orElseThrow();
    }

    private static String summary(List<JsonNode> attempts) {
        var ends = new TreeMap<String, Integer>();
        attempts.forEach(attempt -> ends.merge(end(attempt), 1, Integer::sum));
        return ends + " in at most " + longest(attempts) + " ms";
    }

    private static String end(JsonNode attempt) {
        return attempt.get("status").isNull()
                ? attempt.get("error_code").asString()
                : String.valueOf(attempt.get("status").asInt());
    }
}
