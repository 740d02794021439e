package com.lealup.load.chaos;

import com.lealup.load.ingest.EventTopic;
import com.lealup.load.ingest.HealthDatabase;
import com.lealup.load.report.Report;
import com.lealup.load.suite.Api;
import com.lealup.load.suite.Suite;
import com.lealup.load.suite.SuiteOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Events through the whole suite while its parts are killed and frozen. In the end every accepted event is to be on the
 * timeline and in the aggregates exactly once, also when the whole topic is read again.
 */
@Command(name = "ingest", description = "Accepted events while parts are killed and frozen: none lost, none double.")
public final class ChaosIngest implements Callable<Integer> {

    private static final List<String> PARTS =
            List.of("gateway-service", "ingest-service", "health-service", "kafka", "postgres");
    private static final int CUSTOMERS = 200;
    private static final Duration LATEST_FAULT = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofMinutes(90);
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(15);

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(names = "--events", defaultValue = "2000000", description = "How many events (${DEFAULT-VALUE}).")
    private int events;

    @Option(names = "--faults", defaultValue = "50", description = "How many kills and freezes (${DEFAULT-VALUE}).")
    private int faults;

    @Option(names = "--seed", description = "Repeats the events and the faults of another run.")
    private @Nullable Long seed;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws Exception {
        PrintWriter progress = spec.commandLine().getErr();
        try (var suite = options.suite("chaos-ingest").withLimitsOutOfReach()) {
            progress.println("starting a suite of its own ...");
            suite.up();
            var report = run(suite, progress);
            Report.print(report, options.json(), spec.commandLine().getOut());
            return Boolean.TRUE.equals(report.get("exact")) ? 0 : 1;
        }
    }

    private Map<String, Object> run(Suite suite, PrintWriter progress) throws Exception {
        var start = System.nanoTime();
        var chosen = seed == null ? new SplittableRandom().nextLong(1_000_000) : seed;
        var run = "chaos-" + chosen + "-" + clock.millis();
        var key = suite.workspaceKey(run, "enterprise");
        var customers = customers(suite, key, run);
        var numbered = new NumberedEvents(chosen, clock.instant(), customers);
        var batches = events / NumberedEvents.BATCH;
        var senders = new Senders(suite.base(), key, run, numbered);
        var random = new SplittableRandom(chosen);
        var plan = new Faults(suite, PARTS, random);

        progress.println("sending " + batches * NumberedEvents.BATCH + " events while " + faults
                + " faults happen, seed " + chosen + " ...");
        var pace = new Pace(batches, faults, clock);
        var sent = senders.send(batches, pace::allows);
        while (plan.count() < faults) {
            pace.next();
            Faults.pause(Duration.ofMillis(random.nextLong(LATEST_FAULT.toMillis())));
            progress.println("  " + senders.accepted() + " of " + batches + " batches: " + plan.next());
        }
        pace.end();
        sent.get(LONGEST.toMinutes(), TimeUnit.MINUTES);
        var sentAfter = System.nanoTime() - start;

        var ledger = new Ledger(numbered, customers, batches);
        var report = new LinkedHashMap<String, Object>();
        report.put("chaos", "ingest");
        report.put("seed", chosen);
        report.put("events", batches * NumberedEvents.BATCH);
        report.put("faults", plan.done());
        report.put("refused_during_faults", senders.again());
        report.put("wrong_answers", senders.wrong());
        report.put("seconds_until_all_were_accepted", TimeUnit.NANOSECONDS.toSeconds(sentAfter));
        progress.println("waiting until all of them count ...");
        drain(suite);
        progress.println("comparing ...");
        var exact = balance(suite, ledger, report) && senders.wrong().isEmpty();
        progress.println("reading the whole topic again ...");
        var before = checksum(suite);
        replay(suite);
        var after = checksum(suite);
        report.put("aggregates_sha256", before);
        report.put("aggregates_sha256_after_replay", after);
        report.put("exact", exact && before.equals(after));
        return report;
    }

    private static List<String> customers(Suite suite, String key, String run) {
        try (var api = new Api(suite.base(), key)) {
            return IntStream.range(0, CUSTOMERS)
                    .mapToObj(i -> api.post("/v1/customers", "{\"name\":\"Acme " + i + "\"}", run + "-" + i, 201)
                            .body()
                            .get("id")
                            .asString())
                    .toList();
        }
    }

    private static void drain(Suite suite) {
        var end = System.nanoTime() + LONGEST_DRAIN.toNanos();
        try (var topic = new EventTopic("127.0.0.1:" + suite.port("kafka"));
                var health = HealthDatabase.of(suite)) {
            while (health.taken() < topic.records()) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Events still wait after " + LONGEST_DRAIN);
                }
                Faults.pause(Duration.ofMillis(200));
            }
        }
    }

    private static boolean balance(Suite suite, Ledger ledger, Map<String, Object> report) {
        try (var health = HealthDatabase.of(suite)) {
            var timeline = ledger.timeline(health.connection());
            var wrongDays = ledger.wrongDays(health.connection());
            report.put("lost", timeline.lost());
            report.put("double", timeline.twice());
            report.put("days_counted_wrong", wrongDays);
            return timeline.lost() == 0 && timeline.twice() == 0 && wrongDays == 0;
        }
    }

    private static String checksum(Suite suite) {
        try (var health = HealthDatabase.of(suite)) {
            return Ledger.checksum(health.connection());
        }
    }

    private static void replay(Suite suite) {
        try (var health = HealthDatabase.of(suite)) {
            suite.kill("health-service");
            health.forgetOffsets();
        }
        suite.restart("health-service");
        drain(suite);
    }
}
