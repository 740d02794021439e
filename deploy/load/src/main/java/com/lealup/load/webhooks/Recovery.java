package com.lealup.load.webhooks;

import com.lealup.load.suite.Api;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Asks for everything that failed to be sent again, and kills webhook-service in the middle of it. */
final class Recovery {

    private static final Duration BACK = Duration.ofDays(7);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Rig rig;
    private final WebhookDatabase database;
    private final PrintWriter progress;

    Recovery(Rig rig, WebhookDatabase database, PrintWriter progress) {
        this.rig = rig;
        this.database = database;
        this.progress = progress;
    }

    private record State(long recovered, boolean completed) {}

    Map<String, Object> measure(int index, int count) {
        var endpoint = rig.endpointAt(index);
        rig.answerWell(endpoint);
        var from = rig.messages().count();
        for (var i = 0; i < count; i++) {
            rig.messages().next(index);
        }
        database.addFailed(endpoint, from, count, rig.sample().getFirst());
        try (var api = new Api(rig.suite().base(), endpoint.key())) {
            return measure(api, endpoint, from, count);
        }
    }

    private Map<String, Object> measure(Api api, Endpoint endpoint, int from, int count) {
        var path = "/v1/webhook-subscriptions/" + endpoint.subscription();
        var since = InstantSource.system().instant().minus(BACK);
        var start = System.nanoTime();
        var id = api.post(path + "/recover", "{\"since\":\"" + since + "\"}", "recover-" + from, 202)
                .body()
                .get("id")
                .asString();
        var recovery = path + "/recoveries/" + id;
        var before = await(api, recovery, count / 2L);
        var arrivedBefore = rig.messages().received();
        progress.println("  killing webhook-service after " + before.recovered() + " of " + count);
        rig.suite().kill("webhook-service");
        rig.suite().restart("webhook-service");
        var restarted = System.nanoTime();
        var first = await(api, recovery, 0);
        var last = await(api, recovery, Long.MAX_VALUE);
        var recovered = seconds(start);
        rig.traffic().drain();
        var books = rig.messages().books(from, from + count);
        var resumed = !before.completed() && first.recovered() >= before.recovered() && last.recovered() == count;
        var report = new LinkedHashMap<String, Object>();
        report.put("messages", count);
        report.put("recovered_before_the_kill", before.recovered());
        report.put("recovered_after_the_restart", first.recovered());
        report.put("recovered", last.recovered());
        report.put("resumed", resumed);
        report.put("seconds_until_all_wait_again", recovered);
        report.put("seconds_of_that_after_the_restart", recovered - (restarted - start) / 1_000_000_000);
        report.put("seconds_until_all_have_arrived", seconds(start));
        report.put("arrived_before_the_kill", arrivedBefore - rig.messages().count() + count);
        report.put("lost", count - arrived(books));
        report.put("repeats", books.repeats());
        report.put("reached", resumed && arrived(books) == count && books.underOtherIds() == 0);
        return report;
    }

    private static long arrived(Messages.Books books) {
        return books.produced() - books.lost();
    }

    /** Until so many are recovered, or all. */
    private static State await(Api api, String recovery, long count) {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end) {
            try {
                var body = api.get(recovery, 200).body();
                var state = new State(
                        body.get("recovered").asLong(),
                        body.get("state").asString().equals("completed"));
                if (state.completed() || state.recovered() >= count) {
                    return state;
                }
            } catch (IllegalStateException | UncheckedIOException _) {
                // Whoever asks a service that was just started asks again.
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        throw new IllegalStateException("Not all was recovered after " + LONGEST);
    }

    private static long seconds(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toSeconds();
    }
}
