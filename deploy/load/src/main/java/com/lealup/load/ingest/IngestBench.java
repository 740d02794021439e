package com.lealup.load.ingest;

import static com.lealup.load.report.Report.rounded;

import com.lealup.load.report.Report;
import com.lealup.load.suite.Api;
import com.lealup.load.suite.Suite;
import com.lealup.load.suite.SuiteOptions;
import com.lealup.load.wire.Generator;
import com.lealup.load.wire.Outcome;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Events through gateway and ingest. First with everything on, until they are scored and on the timeline, where every
 * accepted event is accounted for at the end; then the door alone, in turns with Kafka's producer alone.
 */
@Command(name = "ingest", description = "Accepted events against Kafka's own producer, latency, lag, processor time.")
public final class IngestBench implements Callable<Integer> {

    private static final double DOOR_TARGET = 0.5;
    private static final double SCORE_TARGET_MS = 2000;
    private static final double SINGLE_TARGET_MS = 15;
    private static final double BATCH_TARGET_MS = 60;
    private static final int BATCH_CONNECTIONS = 8;
    private static final int SINGLE_CONNECTIONS = 32;
    private static final int SINGLES_A_SECOND = 100;
    private static final int SAMPLE = 20_000;
    private static final int CUSTOMERS = 1000;
    private static final int WITHOUT_SCORE = 100;
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(10);

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(names = "--rounds", defaultValue = "5", description = "Turns of door and reference (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "10", description = "Length of a turn (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "20", description = "Seconds of load before (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--rate",
            defaultValue = "25000",
            description = "Events a second with everything on (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--sustained",
            defaultValue = "300",
            description = "For how many seconds, with everything on (${DEFAULT-VALUE}).")
    private int sustained;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    private final InstantSource clock = InstantSource.system();
    private long accepted;
    private long failed;

    @Override
    public Integer call() {
        PrintWriter progress = spec.commandLine().getErr();
        try (var suite = options.suite("ingest").withLimitsOutOfReach()) {
            progress.println("starting a suite of its own ...");
            suite.up();
            var key = suite.workspaceKey("bench-" + UUID.randomUUID().toString().substring(0, 8), "enterprise");
            try (var api = new Api(suite.base(), key);
                    var topic = new EventTopic(kafka(suite));
                    var health = HealthDatabase.of(suite)) {
                Report.print(
                        measure(suite, api, key, topic, health, progress),
                        options.json(),
                        spec.commandLine().getOut());
            }
        }
        return 0;
    }

    private Map<String, Object> measure(
            Suite suite, Api api, String key, EventTopic topic, HealthDatabase health, PrintWriter progress) {
        var report = new LinkedHashMap<String, Object>();
        report.put("bench", "ingest");
        report.put("cores", Runtime.getRuntime().availableProcessors());
        report.put("reference", "Kafka's producer alone: same bytes a record, acks, compression, linger and batches");
        report.put(
                "load_average",
                rounded(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        drain(topic, health);
        var before = Books.of(topic, health);
        var customers = customers(api);
        var traffic = new EventTraffic(key, customers.subList(0, CUSTOMERS), clock.instant());
        report.put("event_bytes", rounded(traffic.eventBytes()));
        progress.println("warming up for " + warmUp + " s ...");
        run(traffic.batches(false), EventTraffic.BATCH, BATCH_CONNECTIONS, Duration.ofSeconds(warmUp));
        run(traffic.singles(), 1, SINGLE_CONNECTIONS, Duration.ofSeconds(Math.min(seconds, warmUp)));
        report.put("drained_per_second", drain(topic, health));
        progress.println("everything on, " + rate + " events/s for " + sustained + " s ...");
        var stages =
                new Stages(suite, List.of("gateway-service", "ingest-service", "kafka", "health-service", "postgres"));
        var first = new FirstScores(api, traffic, customers.subList(CUSTOMERS, customers.size()));
        report.put("everything_on", everythingOn(stages, traffic, first, topic, health));
        progress.println("latency at half of that ...");
        report.put("half_load", halfLoad(traffic));
        drain(topic, health);
        report.put("ledger", ledger(before, Books.of(topic, health)));
        progress.println("the door alone, beside Kafka's producer alone ...");
        suite.kill("health-service");
        report.putAll(door(suite, traffic, topic, progress));
        return report;
    }

    private List<String> customers(Api api) {
        var run = UUID.randomUUID().toString().substring(0, 8);
        var file = IntStream.range(0, CUSTOMERS + WITHOUT_SCORE)
                .mapToObj(i -> "Acme %d,c%d-%s.example\n".formatted(i, i, run))
                .collect(Collectors.joining("", "name,email_domain\n", ""))
                .getBytes(StandardCharsets.US_ASCII);
        var job = api.upload("/v1/customers/imports", "text/csv", () -> new ByteArrayInputStream(file), 202)
                .body()
                .get("job_id")
                .asString();
        var state = "queued";
        while (!state.equals("completed")) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            state = api.get("/v1/jobs/" + job, 200).body().get("state").asString();
            if (state.equals("failed")) {
                throw new IllegalStateException("The customers could not be imported");
            }
        }
        var ids = new ArrayList<String>();
        var path = "/v1/customers?limit=200";
        var cursor = "";
        while (ids.size() < CUSTOMERS + WITHOUT_SCORE) {
            var page = api.get(path + cursor, 200).body();
            page.get("data").forEach(customer -> ids.add(customer.get("id").asString()));
            cursor = "&cursor=" + page.get("next_cursor").asString();
        }
        return ids;
    }

    private Outcome run(List<byte[]> requests, int events, int connections, Duration time) {
        return count(new Generator(options.port(), requests, connections).closedLoop(time), events);
    }

    private Outcome count(Outcome outcome, int events) {
        accepted += outcome.answered() * events;
        failed += outcome.failed() * events;
        return outcome;
    }

    /** Waits until health-service has taken all there is, and says how many a second it took. */
    private static long drain(EventTopic topic, HealthDatabase health) {
        var start = System.nanoTime();
        var before = health.taken();
        while (health.taken() < topic.records()) {
            if (System.nanoTime() - start > LONGEST_DRAIN.toNanos()) {
                throw new IllegalStateException("Events still wait after " + LONGEST_DRAIN);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return Math.round((health.taken() - before) / ((System.nanoTime() - start) / 1e9));
    }

    private Map<String, Object> everythingOn(
            Stages stages, EventTraffic traffic, FirstScores first, EventTopic topic, HealthDatabase health) {
        var time = Duration.ofSeconds(sustained);
        var generator = new Generator(options.port(), traffic.batches(false), BATCH_CONNECTIONS * 2);
        var before = stages.used();
        var taken = health.taken();
        var start = System.nanoTime();
        var load =
                CompletableFuture.supplyAsync(() -> generator.openLoop(Math.max(1, rate / EventTraffic.BATCH), time));
        var scores = CompletableFuture.runAsync(() -> first.over(time));
        var highest = 0L;
        while (!load.isDone()) {
            highest = Math.max(highest, topic.records() - health.taken());
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        var outcome = count(load.join(), EventTraffic.BATCH);
        var left = topic.records() - health.taken();
        var scored = (health.taken() - taken) / ((System.nanoTime() - start) / 1e9);
        // What still waits has to be paid for as well.
        drain(topic, health);
        var events = outcome.answered() * EventTraffic.BATCH;
        var cpu = stages.since(before, events);
        scores.join();
        accepted += first.sent();
        failed += first.refused();
        var figures = new LinkedHashMap<String, Object>();
        figures.put("accepted_per_second", Math.round(outcome.perSecond() * EventTraffic.BATCH));
        figures.put("scored_per_second", Math.round(scored));
        figures.put("target", rate);
        figures.put("lag_highest", highest);
        figures.put("lag_at_the_end", left);
        // Two seconds of events are what an accepted event may wait for its score.
        figures.put("reached", outcome.failed() == 0 && left <= 2L * rate);
        figures.put("failed_requests", outcome.failed());
        figures.put("batch_p99_ms", outcome.latencies().percentile(99));
        figures.put("event_to_score_p50_ms", first.latencies().percentile(50));
        figures.put("event_to_score_p99_ms", first.latencies().percentile(99));
        figures.put("event_to_score_runs", first.latencies().count());
        figures.put("event_to_score_missing", first.missing());
        figures.put("event_to_score_refused", first.refused());
        figures.put("event_to_score_target_ms", SCORE_TARGET_MS);
        figures.put(
                "event_to_score_reached",
                first.missing() + first.refused() == 0 && first.latencies().percentile(99) <= SCORE_TARGET_MS);
        cpu.forEach(
                (part, value) -> figures.put(part.startsWith("roofline") ? part : "cpu_s_per_million_" + part, value));
        return figures;
    }

    /** Batches at half the rate, and among them single events, each due at its time whatever the answers do. */
    private Map<String, Object> halfLoad(EventTraffic traffic) {
        var time = Duration.ofSeconds(seconds * 3L);
        var batches = new Generator(options.port(), traffic.batches(false), BATCH_CONNECTIONS * 2);
        var singles = new Generator(options.port(), traffic.singles(), SINGLE_CONNECTIONS);
        var running =
                CompletableFuture.supplyAsync(() -> batches.openLoop(Math.max(1, rate / 2 / EventTraffic.BATCH), time));
        var single = count(singles.openLoop(SINGLES_A_SECOND, time), 1);
        var batch = count(running.join(), EventTraffic.BATCH);
        var figures = new LinkedHashMap<String, Object>();
        figures.put("events_per_second", rate / 2 + SINGLES_A_SECOND);
        figures.put("single_p50_ms", single.latencies().percentile(50));
        figures.put("single_p99_ms", single.latencies().percentile(99));
        figures.put("single_target_ms", SINGLE_TARGET_MS);
        figures.put("single_reached", single.failed() == 0 && single.latencies().percentile(99) <= SINGLE_TARGET_MS);
        figures.put("batch_p50_ms", batch.latencies().percentile(50));
        figures.put("batch_p99_ms", batch.latencies().percentile(99));
        figures.put("batch_target_ms", BATCH_TARGET_MS);
        figures.put("batch_reached", batch.failed() == 0 && batch.latencies().percentile(99) <= BATCH_TARGET_MS);
        figures.put("failed_requests", single.failed() + batch.failed());
        return figures;
    }

    /** How many events there are on the topic, in the aggregates and on the timeline. */
    private record Books(long stored, long counted, long shown) {

        static Books of(EventTopic topic, HealthDatabase health) {
            return new Books(topic.records(), health.counted(), health.onTimeline());
        }

        Books since(Books before) {
            return new Books(stored - before.stored, counted - before.counted, shown - before.shown);
        }
    }

    /** Every event that was accepted, beside where it should be now. */
    private Map<String, Object> ledger(Books before, Books after) {
        var added = after.since(before);
        var figures = new LinkedHashMap<String, Object>();
        figures.put("accepted", accepted);
        figures.put("sent_without_a_202", failed);
        figures.put("on_topic", added.stored());
        figures.put("counted", added.counted());
        figures.put("on_timeline", added.shown());
        // What was not answered for may be stored or not; all else is there exactly once.
        figures.put(
                "exact",
                added.stored() >= accepted
                        && added.stored() <= accepted + failed
                        && added.counted() == added.stored()
                        && added.shown() == added.stored());
        return figures;
    }

    private Map<String, Object> door(Suite suite, EventTraffic traffic, EventTopic topic, PrintWriter progress) {
        var report = new LinkedHashMap<String, Object>();
        var stages = new Stages(suite, List.of("gateway-service", "ingest-service", "kafka"));
        try (var reference = new PlainProducer(kafka(suite), topic.partitions(), topic.sample(SAMPLE))) {
            report.put("record_bytes", rounded(reference.recordBytes()));
            reference.send(turn());
            run(traffic.batches(true), EventTraffic.BATCH, BATCH_CONNECTIONS, turn());
            for (var gzip : new boolean[] {false, true}) {
                var door = new DoorRounds();
                for (var round = 0; round < rounds; round++) {
                    var before = topic.records();
                    var cpu = stages.used();
                    var outcome = run(traffic.batches(gzip), EventTraffic.BATCH, BATCH_CONNECTIONS, turn());
                    var events = outcome.answered() * EventTraffic.BATCH;
                    var spent = stages.since(cpu, events);
                    if (topic.records() - before < events) {
                        throw new IllegalStateException("Fewer events are stored than were accepted");
                    }
                    var plain = reference.send(turn());
                    door.add(outcome.perSecond() * EventTraffic.BATCH, plain.perSecond(), outcome.failed(), spent);
                    progress.println("  " + Math.round(outcome.perSecond() * EventTraffic.BATCH) + " beside "
                            + Math.round(plain.perSecond()));
                }
                report.put(gzip ? "batches_gzip" : "batches", door.toReport(DOOR_TARGET));
            }
        }
        var single = run(traffic.singles(), 1, SINGLE_CONNECTIONS, turn());
        var singles = new LinkedHashMap<String, Object>();
        singles.put("accepted_per_second", Math.round(single.perSecond()));
        singles.put("failed_requests", single.failed());
        singles.putAll(single.latencies().toReport());
        report.put("singles", singles);
        return report;
    }

    private Duration turn() {
        return Duration.ofSeconds(seconds);
    }

    private static String kafka(Suite suite) {
        return "127.0.0.1:" + suite.port("kafka");
    }
}
