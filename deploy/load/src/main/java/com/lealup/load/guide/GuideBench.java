package com.lealup.load.guide;

import com.lealup.load.report.Latencies;
import com.lealup.load.suite.Api;
import com.lealup.load.suite.SuiteOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Walks the guide many times, one request after another: how long the suite takes to be ready, how long each step
 * takes, and how long it takes until an accepted event has become a score that the API shows.
 *
 * <p>The reference of each step is a page that the gateway serves by itself, asked for in the same run: what a step
 * costs beyond it is what the services behind the gateway do.
 */
@Command(name = "guide", description = "Start-up, each step of the guide, and event to score.")
public final class GuideBench implements Callable<Integer> {

    private static final Duration LONGEST_WAIT_FOR_A_SCORE = Duration.ofSeconds(30);

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(names = "--runs", defaultValue = "500", description = "How often to walk the guide (${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--warm-up", defaultValue = "50", description = "Walks before those measured (${DEFAULT-VALUE}).")
    private int warmUp;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() {
        PrintWriter progress = spec.commandLine().getErr();
        try (var suite = options.suite("guide")) {
            progress.println("first start, with empty data ...");
            Duration firstUp = suite.up();
            suite.down();
            progress.println("start from stopped ...");
            Duration up = suite.up();
            var latencies = new Measurements();
            try (var api = new Api(suite.base(), suite.workspaceKey("bench-" + UUID.randomUUID()))) {
                for (int run = 0; run < warmUp + runs; run++) {
                    if (run == warmUp) {
                        latencies = new Measurements();
                    }
                    walk(api, latencies);
                    if ((run + 1) % 100 == 0) {
                        progress.println((run + 1) + " of " + (warmUp + runs) + " walks");
                    }
                }
            }
            print(firstUp, up, latencies, suite.residentMegabytes());
        }
        return 0;
    }

    private void walk(Api api, Measurements latencies) {
        var run = UUID.randomUUID();
        latencies.of(Step.REFERENCE).add(api.get("/problems/not_found", 200).latency());
        latencies.of(Step.VERIFY_KEY).add(api.get("/v1/users/me", 200).latency());
        Api.Answer created = api.post("/v1/customers", customer(run), "c-" + run, 201);
        latencies.of(Step.CREATE_CUSTOMER).add(created.latency());
        String id = created.body().get("id").asString();
        long sent = System.nanoTime();
        latencies
                .of(Step.LOG_EVENTS)
                .add(api.post("/v1/events", events(id), "e-" + run, 202).latency());
        long accepted = System.nanoTime();
        awaitScore(api, id);
        long scored = System.nanoTime();
        latencies.of(Step.ACCEPTED_TO_SCORE).add(Duration.ofNanos(scored - accepted));
        latencies.of(Step.SENT_TO_SCORE).add(Duration.ofNanos(scored - sent));
        latencies
                .of(Step.QUERY_SCORE)
                .add(api.get("/v1/customers/" + id + "/health", 200).latency());
        latencies
                .of(Step.DELETE_CUSTOMER)
                .add(api.delete("/v1/customers/" + id, 204).latency());
    }

    private static void awaitScore(Api api, String customer) {
        long deadline = System.nanoTime() + LONGEST_WAIT_FOR_A_SCORE.toNanos();
        while (api.get("/v1/customers/" + customer + "/health", 200)
                .body()
                .get("score")
                .isNull()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("No score within " + LONGEST_WAIT_FOR_A_SCORE);
            }
        }
    }

    private static String customer(UUID run) {
        return """
                {"name": "Acme Corp (test)", "email_domain": "acme-%s.com", "arr": 50000, "owner_email": "ana@acme.test",
                 "status": "active"}
                """.formatted(run);
    }

    private String events(String customer) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return """
                {"events": [
                  {"customer_id": "%1$s", "user_email": "bo@acme-test.com", "event_name": "report_exported",
                   "timestamp": "%2$s", "properties": {"report_type": "quarterly", "format": "pdf"}},
                  {"customer_id": "%1$s", "user_email": "bo@acme-test.com", "event_name": "dashboard_viewed",
                   "timestamp": "%2$s"}]}
                """.formatted(customer, now);
    }

    private void print(Duration firstUp, Duration up, Measurements latencies, Map<String, Long> residentMegabytes) {
        long total =
                residentMegabytes.values().stream().mapToLong(Long::longValue).sum();
        double reference = latencies.of(Step.REFERENCE).percentile(50);
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            var report = new LinkedHashMap<String, Object>();
            report.put("bench", "guide");
            report.put("cores", Runtime.getRuntime().availableProcessors());
            report.put("reference", Step.REFERENCE.title);
            report.put("first_up_seconds", seconds(firstUp));
            report.put("up_seconds", seconds(up));
            var steps = new LinkedHashMap<String, Object>();
            for (Step step : Step.values()) {
                Map<String, Object> row = latencies.of(step).toReport();
                row.put("p50_ratio", latencies.of(step).percentile(50) / reference);
                steps.put(step.title, row);
            }
            report.put("steps", steps);
            report.put("resident_mb", residentMegabytes);
            report.put("resident_total_mb", total);
            out.println(JsonMapper.builder().build().writeValueAsString(report));
        } else {
            out.printf("%-34s %10s %10s %10s%n", "step", "p50 ratio", "p50 ms", "p99 ms");
            for (Step step : Step.values()) {
                Latencies measured = latencies.of(step);
                out.printf(
                        "%-34s %10.1f %10.1f %10.1f%n",
                        step.title,
                        measured.percentile(50) / reference,
                        measured.percentile(50),
                        measured.percentile(99));
            }
            out.printf(
                    "first start with empty data %.1f s, start from stopped %.1f s%n", seconds(firstUp), seconds(up));
            out.printf("resident %d MB in all: %s%n", total, residentMegabytes);
        }
        out.flush();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** The latencies of each step. */
    private static final class Measurements {

        private final Map<Step, Latencies> bySteps = new EnumMap<>(Step.class);

        Latencies of(Step step) {
            return bySteps.computeIfAbsent(step, unmeasured -> new Latencies());
        }
    }

    private enum Step {
        REFERENCE("page of the gateway (reference)"),
        VERIFY_KEY("GET /v1/users/me"),
        CREATE_CUSTOMER("POST /v1/customers"),
        LOG_EVENTS("POST /v1/events"),
        ACCEPTED_TO_SCORE("accepted event to score"),
        SENT_TO_SCORE("sent event to score"),
        QUERY_SCORE("GET /v1/customers/{id}/health"),
        DELETE_CUSTOMER("DELETE /v1/customers/{id}");

        private final String title;

        Step(String title) {
            this.title = title;
        }
    }
}
