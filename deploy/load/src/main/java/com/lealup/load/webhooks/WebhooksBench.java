package com.lealup.load.webhooks;

import static com.lealup.load.report.Report.rounded;

import com.lealup.load.report.Report;
import com.lealup.load.suite.Suite;
import com.lealup.load.suite.SuiteOptions;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Changes of scores, from their topic to a sink that accounts for each, while the whole suite is up. */
@Command(name = "webhooks", description = "Deliveries a second, latency, isolation, retries and recovery, reconciled.")
public final class WebhooksBench implements Callable<Integer> {

    /** What is measured, in this order. */
    enum Measured {
        SUSTAINED,
        LATENCY,
        BARE_LOOP,
        BLACK_HOLE,
        BUSY_TENANT,
        RECOVERY,
        RETRIES
    }

    private static final double TARGET_AT_200_MS = 75;
    private static final double TARGET_AT_1000_MS = 250;

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(
            names = "--sustained",
            defaultValue = "300",
            description = "For how many seconds a backlog is kept up (${DEFAULT-VALUE}).")
    private int sustained;

    @Option(names = "--warm-up", defaultValue = "60", description = "Seconds of load before (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--rounds", defaultValue = "3", description = "Turns of each comparison (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "20", description = "Length of a turn (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--rate", defaultValue = "200", description = "Facts a second in usual traffic (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--endpoints", defaultValue = "10", description = "Workspaces with one each (${DEFAULT-VALUE}).")
    private int endpoints;

    @Option(
            names = "--pending",
            defaultValue = "1000000",
            description = "Deliveries that wait for a dead endpoint (${DEFAULT-VALUE}).")
    private int pending;

    @Option(names = "--recover", defaultValue = "1000000", description = "Messages to recover (${DEFAULT-VALUE}).")
    private int recover;

    @Option(names = "--only", split = ",", description = "Some measurements alone: ${COMPLETION-CANDIDATES}.")
    private Measured[] only = Measured.values();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter progress = spec.commandLine().getErr();
        try (var suite = options.suite("webhooks").withLimitsOutOfReach()) {
            progress.println("starting a suite of its own ...");
            suite.up();
            try (var rig = new Rig(suite, endpoints)) {
                Report.print(
                        measure(suite, rig, progress),
                        options.json(),
                        spec.commandLine().getOut());
            }
        }
        return 0;
    }

    private Map<String, Object> measure(Suite suite, Rig rig, PrintWriter progress) {
        var report = new LinkedHashMap<String, Object>();
        report.put("bench", "webhooks");
        report.put("cores", Runtime.getRuntime().availableProcessors());
        report.put("endpoints", endpoints);
        report.put("reference", "the same HTTP client in a bare loop: same bodies, same sink");
        report.put(
                "load_average",
                rounded(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        progress.println("warming up for " + warmUp + " s ...");
        rig.traffic().closed(rig.endpoints(), Sustained.BACKLOG, Duration.ofSeconds(warmUp));
        rig.traffic().drain();
        report.put("body_bytes", rig.sample().getFirst().body().length());
        var wanted = Set.copyOf(Arrays.asList(only));
        Arrays.stream(Measured.values()).filter(wanted::contains).forEach(measured -> {
            progress.println("measuring " + measured + " ...");
            measure(measured, suite, rig, progress, report);
        });
        report.put("ledger", ledger(rig));
        return report;
    }

    private void measure(Measured measured, Suite suite, Rig rig, PrintWriter progress, Map<String, Object> report) {
        var turn = Duration.ofSeconds(seconds);
        var isolation = new Isolation(rig, rate, rounds, turn);
        switch (measured) {
            case SUSTAINED -> report.put("sustained", new Sustained(rig).measure(Duration.ofSeconds(sustained)));
            case LATENCY -> {
                var latency = new AppendToReceiver(rig);
                report.put("append_to_receiver_200", latency.measure(200, TARGET_AT_200_MS, turn.multipliedBy(2)));
                report.put("append_to_receiver_1000", latency.measure(1000, TARGET_AT_1000_MS, turn.multipliedBy(2)));
            }
            case BARE_LOOP -> report.put("bare_loop", new AgainstBareLoop(rig).measure(rounds, turn));
            case BLACK_HOLE -> report.put("black_hole", isolation.blackHole());
            case BUSY_TENANT -> report.put("busy_tenant", isolation.busyTenant());
            case RECOVERY -> {
                try (var database = WebhookDatabase.of(suite)) {
                    report.put("recovery", new Recovery(rig, database, progress).measure(endpoints, recover));
                }
            }
            case RETRIES -> {
                try (var database = WebhookDatabase.of(suite)) {
                    report.put("retries", new DueRetries(rig, database).measure(endpoints + 1, pending, turn));
                }
            }
        }
    }

    /** Every message beside what arrived of it. Repeats come from kills alone, of which recovery has one. */
    private static Map<String, Object> ledger(Rig rig) {
        var books = rig.messages().books(0, rig.messages().count());
        var report = new LinkedHashMap<String, Object>();
        report.put("messages", books.produced());
        report.put("lost", books.lost());
        report.put("repeats", books.repeats());
        report.put("under_other_ids", books.underOtherIds());
        report.put("unknown", rig.messages().unknown());
        report.put("balanced", books.balanced() && rig.messages().unknown() == 0);
        return report;
    }
}
