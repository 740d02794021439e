package com.lealup.load.health;

import static com.lealup.load.report.Report.rounded;

import com.lealup.load.ingest.EventTopic;
import com.lealup.load.ingest.EventTraffic;
import com.lealup.load.ingest.HealthDatabase;
import com.lealup.load.report.Latencies;
import com.lealup.load.report.Report;
import com.lealup.load.suite.Api;
import com.lealup.load.suite.Machine;
import com.lealup.load.suite.Suite;
import com.lealup.load.suite.SuiteOptions;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The scorer alone; then a workspace of many customers: events caught up with, a model previewed and rolled out. */
@Command(
        name = "health",
        description = "Scores a second, events caught up with, models previewed and rolled out to 100,000 customers.")
public final class HealthBench implements Callable<Integer> {

    private static final double SCORES_TARGET = 2_000_000;
    private static final double EVENTS_TARGET = 30_000;
    private static final double PREVIEW_TARGET_S = 5;
    private static final double ROLL_OUT_TARGET_S = 30;
    private static final double PAGE_TARGET_MS = 20;
    private static final int BATCH = 1000;
    private static final int BUSY = 1000;
    private static final int PAGES = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(names = "--customers", defaultValue = "100000", description = "Customers (${DEFAULT-VALUE}).")
    private int customers;

    @Option(
            names = "--events",
            defaultValue = "1000",
            description = "Events of each of 1000 busy customers (${DEFAULT-VALUE}).")
    private int events;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws RunnerException {
        PrintWriter progress = spec.commandLine().getErr();
        var report = new LinkedHashMap<String, Object>();
        report.put("bench", "health");
        report.put("cores", Runtime.getRuntime().availableProcessors());
        report.put(
                "load_average",
                rounded(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        progress.println("the scorer alone ...");
        report.put("scorer", scorer());
        try (var suite = options.suite("health").withLimitsOutOfReach()) {
            progress.println("starting a suite of its own ...");
            suite.up();
            var key = suite.workspaceKey("bench-" + UUID.randomUUID().toString().substring(0, 8), "enterprise");
            try (var api = new Api(suite.base(), key)) {
                report.putAll(measure(suite, api, key, progress));
            }
        }
        Report.print(report, options.json(), spec.commandLine().getOut());
        return 0;
    }

    private static Map<String, Object> scorer() throws RunnerException {
        var results = new Runner(new OptionsBuilder()
                        .include(ScorerRounds.class.getName())
                        .forks(0)
                        .threads(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(2))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        var perSecond = results.stream()
                .collect(Collectors.toMap(result -> result.getPrimaryResult().getLabel(), HealthBench::perSecond));
        var figures = new LinkedHashMap<String, Object>();
        var scores = figure(perSecond, "score");
        figures.put("scores_per_second", Math.round(scores));
        figures.put("target", Math.round(SCORES_TARGET));
        figures.put("reached", scores >= SCORES_TARGET);
        figures.put("reference", "the same curves on doubles, without parts, bands or objects");
        figures.put("reference_per_second", Math.round(figure(perSecond, "bareArithmetic")));
        figures.put("ratio", rounded(scores / figure(perSecond, "bareArithmetic")));
        figures.put("next_changes_per_second", Math.round(figure(perSecond, "nextChange")));
        return figures;
    }

    private static double perSecond(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static double figure(Map<String, Double> figures, String name) {
        var figure = figures.get(name);
        if (figure == null) {
            throw new IllegalStateException("There is no figure " + name);
        }
        return figure;
    }

    private Map<String, Object> measure(Suite suite, Api api, String key, PrintWriter progress) {
        var report = new LinkedHashMap<String, Object>();
        progress.println("importing " + customers + " customers ...");
        var ids = imported(api);
        var traffic = new EventTraffic(key, ids, clock.instant());
        progress.println("a first event of each, then " + events + " of " + BUSY + " of them ...");
        var first = behind(suite, api, traffic, ids, 1);
        var busy = behind(suite, api, traffic, ids.subList(0, Math.min(BUSY, ids.size())), events);
        report.put("consumer", consumer(first, busy, suite));
        try (var health = HealthDatabase.of(suite)) {
            progress.println("previews ...");
            report.put("preview", previews(api));
            progress.println("rolling out ...");
            report.put("roll_out", rolledOut(api, health));
        }
        report.put("history_page", historyPages(api, ids));
        progress.println("reading the whole topic again, three times ...");
        report.put("replay", new Replays(suite).run());
        return report;
    }

    /**
     * Sends events while health-service is down, and says how many a second it takes when it is back: of the last three
     * quarters, for in the first the JVM that has just started compiles.
     */
    private static double behind(Suite suite, Api api, EventTraffic traffic, List<String> whose, int rounds) {
        suite.kill("health-service");
        for (int round = 0; round < rounds; round++) {
            for (int from = 0; from < whose.size(); from += BATCH) {
                var each = whose.subList(from, Math.min(from + BATCH, whose.size()));
                api.post("/v1/events", traffic.of(each), UUID.randomUUID().toString(), 202);
            }
        }
        suite.restart("health-service");
        try (var topic = new EventTopic("127.0.0.1:" + suite.port("kafka"));
                var health = HealthDatabase.of(suite)) {
            var all = topic.records();
            var waiting = all - health.taken();
            awaitTrue(() -> health.taken() >= all - waiting * 3 / 4);
            var start = System.nanoTime();
            var before = health.taken();
            awaitTrue(() -> health.taken() >= all);
            return (health.taken() - before) / seconds(start);
        }
    }

    private static Map<String, Object> consumer(double first, double busy, Suite suite) {
        double copied;
        try (var owner = HealthDatabase.asOwner(suite)) {
            copied = new PlainCopy(owner.connection()).rowsPerSecond(200_000);
        }
        var figures = new LinkedHashMap<String, Object>();
        figures.put("events_per_second", Math.round(busy));
        figures.put("target", Math.round(EVENTS_TARGET));
        figures.put("reached", busy >= EVENTS_TARGET);
        figures.put("reference", "COPY of rows like the timeline's into a table like it, 2000 in a transaction");
        figures.put("reference_per_second", Math.round(copied));
        figures.put("ratio", rounded(busy / copied));
        figures.put("first_scores_per_second", Math.round(first));
        return figures;
    }

    private List<String> imported(Api api) {
        var run = UUID.randomUUID().toString().substring(0, 8);
        var file = IntStream.range(0, customers)
                .mapToObj(i -> "Acme %d,c%d-%s.example\n".formatted(i, i, run))
                .collect(Collectors.joining("", "name,email_domain\n", ""))
                .getBytes(StandardCharsets.US_ASCII);
        var job = api.upload("/v1/customers/imports", "text/csv", () -> new ByteArrayInputStream(file), 202)
                .body()
                .get("job_id")
                .asString();
        awaitTrue(() ->
                api.get("/v1/jobs/" + job, 200).body().get("state").asString().equals("completed"));
        var ids = new ArrayList<String>();
        var cursor = "";
        while (ids.size() < customers) {
            var page = api.get("/v1/customers?limit=200" + cursor, 200).body();
            page.get("data").forEach(customer -> ids.add(customer.get("id").asString()));
            cursor = "&cursor=" + page.get("next_cursor").asString();
        }
        return ids;
    }

    private static Map<String, Object> previews(Api api) {
        var latencies = new Latencies();
        var evaluated = 0L;
        for (int i = 0; i < 5; i++) {
            var answer = api.post(
                    "/v1/health-model/preview",
                    "{\"preset\":\"product_led\"}",
                    UUID.randomUUID().toString(),
                    200);
            evaluated = answer.body().get("evaluated").asLong();
            latencies.add(answer.latency());
        }
        var figures = new LinkedHashMap<String, Object>();
        figures.put("customers", evaluated);
        figures.put("p50_s", rounded(latencies.percentile(50) / 1000));
        figures.put("longest_s", rounded(latencies.percentile(100) / 1000));
        figures.put("target_s", PREVIEW_TARGET_S);
        figures.put("reached", latencies.percentile(100) / 1000 <= PREVIEW_TARGET_S);
        return figures;
    }

    private static Map<String, Object> rolledOut(Api api, HealthDatabase health) {
        var before = byBehaviour(health);
        var start = System.nanoTime();
        api.put("/v1/health-model", "{\"preset\":\"product_led\"}", 200);
        awaitTrue(() -> api.get("/v1/health-model/rollout", 200)
                .body()
                .get("state")
                .asString()
                .equals("completed"));
        var took = seconds(start);
        var progress = api.get("/v1/health-model/rollout", 200).body();
        var figures = new LinkedHashMap<String, Object>();
        figures.put("customers", progress.get("done").asLong());
        figures.put("took_s", rounded(took));
        figures.put("target_s", ROLL_OUT_TARGET_S);
        figures.put("reached", took <= ROLL_OUT_TARGET_S);
        figures.put("taken_for_behaviour", byBehaviour(health) - before);
        return figures;
    }

    private static long byBehaviour(HealthDatabase health) {
        return health.one("""
                select count(*)
                from health.score_changes
                where cause = 'behaviour'
                """);
    }

    /** When the other services have taken up what the roll-out told them. */
    private static Map<String, Object> historyPages(Api api, List<String> ids) {
        Machine.awaitQuiet(PATIENCE);
        var latencies = new Latencies();
        for (int i = -PAGES / 4; i < PAGES; i++) {
            var answer =
                    api.get("/v1/customers/" + ids.get(Math.abs(i) * (ids.size() / PAGES)) + "/health/history", 200);
            if (i >= 0) {
                latencies.add(answer.latency());
            }
        }
        var figures = new LinkedHashMap<>(latencies.toReport());
        figures.put("target_ms", PAGE_TARGET_MS);
        figures.put("reached", latencies.percentile(99) <= PAGE_TARGET_MS);
        return figures;
    }

    private interface Condition {
        boolean holds();
    }

    private static void awaitTrue(Condition condition) {
        var start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("It did not come about within " + PATIENCE);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
