package com.lealup.load.gateway;

import com.lealup.load.report.Report;
import com.lealup.load.suite.ProcessTime;
import com.lealup.load.suite.SuiteOptions;
import com.lealup.load.wire.Generator;
import com.lealup.load.wire.Outcome;
import com.lealup.load.wire.SlowClients;
import com.lealup.load.wire.TrivialServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The gateway against one worker of nginx, in turn, in front of the same trivial server. The gateway is the one that
 * people run, started by the launcher with its database, Kafka and registry; the services behind it are ended, and the
 * trivial server takes their ports.
 */
@Command(name = "gateway", description = "The gateway's share of one nginx worker, added latency, processor time.")
public final class GatewayBench implements Callable<Integer> {

    private static final List<String> REPLACED =
            List.of("customer-service", "ingest-service", "health-service", "webhook-service");

    /** Each request is charged and told its limits, as any customer's is; none is refused. */
    private static final Map<String, String> LIMITS_OUT_OF_REACH =
            Map.of("LEALUP_LIMITS_REQUESTS_PER_MINUTE_ENTERPRISE", "1000000000");

    private static final double SMALL_TARGET = 0.4;
    private static final double BATCH_TARGET = 0.5;
    private static final double CPU_TARGET_MICROS = 100;
    private static final double DECIDING_TARGET_MICROS = 15;
    private static final double ADDED_P50_TARGET_MILLIS = 0.5;
    private static final double ADDED_P99_TARGET_MILLIS = 3;
    private static final double SLOW_CLIENTS_TARGET = 1.2;
    private static final int RATE = 2000;
    private static final int SLOW_CLIENTS = 1000;
    private static final int SMALL_CONNECTIONS = 32;
    private static final int BATCH_CONNECTIONS = 8;
    private static final int RATE_CONNECTIONS = 64;

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(names = "--long", description = "Ten minutes of full load as well, watching the gateway's memory.")
    private boolean memory;

    @Option(names = "--rounds", defaultValue = "5", description = "Turns of each (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "4", description = "Length of a turn (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "25", description = "Seconds of load before (${DEFAULT-VALUE}).")
    private int warmUp;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter progress = spec.commandLine().getErr();
        Path program = Nginx.program().orElse(null);
        if (program == null) {
            progress.println("nginx is what this compares with, and it is not installed:  apt-get install nginx");
            return 1;
        }
        try (var suite = options.suite("gateway").with(LIMITS_OUT_OF_REACH)) {
            progress.println("starting a suite of its own ...");
            suite.up();
            String key = suite.workspaceKey("bench-" + UUID.randomUUID(), "enterprise");
            String slowKey = suite.workspaceKey("slow-" + UUID.randomUUID(), "enterprise");
            List<Integer> ports = REPLACED.stream().map(suite::port).toList();
            REPLACED.forEach(suite::kill);
            int nginxPort = options.port() + 40;
            try (var _ = TrivialServer.on(ports);
                    var nginx = Nginx.start(
                            program, options.data("gateway").resolve("nginx"), nginxPort, ports.getFirst())) {
                var sides = new Sides(
                        options.port(),
                        new ProcessTime(suite.pid("gateway-service")),
                        nginxPort,
                        new ProcessTime(nginx.pid()),
                        ports.getFirst());
                Report.print(
                        measure(sides, new Traffic(key), slowKey, progress),
                        options.json(),
                        spec.commandLine().getOut());
            }
        }
        return 0;
    }

    /** Where the compared ones listen, and what they use. */
    private record Sides(int gateway, ProcessTime gatewayTime, int nginx, ProcessTime nginxTime, int direct) {}

    private Map<String, Object> measure(Sides sides, Traffic traffic, String slowKey, PrintWriter progress) {
        progress.println("warming up for " + warmUp + " s ...");
        new Generator(sides.gateway(), traffic.small(), SMALL_CONNECTIONS).closedLoop(Duration.ofSeconds(warmUp));
        new Generator(sides.gateway(), traffic.smallOfMany(), SMALL_CONNECTIONS).closedLoop(turn());
        new Generator(sides.gateway(), traffic.batch(), BATCH_CONNECTIONS).closedLoop(turn());
        progress.println("small request ...");
        Rounds small = compare(sides, traffic.small(), SMALL_CONNECTIONS);
        progress.println("small request, each for another resource ...");
        Rounds many = compare(sides, traffic.smallOfMany(), SMALL_CONNECTIONS);
        progress.println("event batch of 200 KB ...");
        Rounds batch = compare(sides, traffic.batch(), BATCH_CONNECTIONS);
        progress.println("latency at " + RATE + " requests/s ...");
        var report = new LinkedHashMap<String, Object>();
        report.put("bench", "gateway");
        report.put("cores", Runtime.getRuntime().availableProcessors());
        report.put("reference", "one worker of nginx before the same trivial server");
        report.put(
                "load_average",
                Rounds.rounded(java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage()));
        report.put("small", small.toReport(SMALL_TARGET));
        report.put("small_of_many", many.toReport(SMALL_TARGET));
        report.put("batch_200_kb", batch.toReport(BATCH_TARGET));
        report.put("cpu", cpu(small, decidingShare(sides, traffic.small())));
        report.put("cpu_of_many", cpu(many, decidingShare(sides, traffic.smallOfMany())));
        report.put("latency", latency(sides, traffic));
        progress.println(SLOW_CLIENTS + " slow clients ...");
        report.put("slow_clients", slowClients(sides, traffic, slowKey));
        if (memory) {
            progress.println("ten minutes of full load ...");
            report.put("memory", memory(sides, traffic, progress));
        }
        return report;
    }

    private Rounds compare(Sides sides, List<byte[]> requests, int connections) {
        var result = new Rounds();
        for (int round = 0; round < rounds; round++) {
            Rounds.Work gateway = work(sides.gateway(), sides.gatewayTime(), requests, connections);
            result.add(gateway, work(sides.nginx(), sides.nginxTime(), requests, connections));
        }
        return result;
    }

    private Rounds.Work work(int target, ProcessTime time, List<byte[]> requests, int connections) {
        Duration before = time.used();
        Outcome outcome = new Generator(target, requests, connections).closedLoop(turn());
        double micros = time.used().minus(before).toNanos() / 1000.0;
        return new Rounds.Work(outcome.perSecond(), micros / Math.max(1, outcome.answered()), outcome.failed());
    }

    private Duration turn() {
        return Duration.ofSeconds(seconds);
    }

    private double decidingShare(Sides sides, List<byte[]> requests) {
        try (var profile =
                Profile.start(sides.gatewayTime().pid(), options.data("gateway").resolve("gateway.jfr"))) {
            new Generator(sides.gateway(), requests, SMALL_CONNECTIONS).closedLoop(turn());
            return profile.decidingShare();
        }
    }

    private static Map<String, Object> cpu(Rounds small, double decidingShare) {
        double deciding = small.gatewayCpuMicros() * decidingShare;
        var report = new LinkedHashMap<String, Object>();
        report.put("us_per_request", Rounds.rounded(small.gatewayCpuMicros()));
        report.put("target", CPU_TARGET_MICROS);
        report.put("reached", small.gatewayCpuMicros() <= CPU_TARGET_MICROS);
        report.put("deciding_us_per_request", Rounds.rounded(deciding));
        report.put("deciding_target", DECIDING_TARGET_MICROS);
        report.put("deciding_reached", deciding <= DECIDING_TARGET_MICROS);
        return report;
    }

    private Map<String, Object> latency(Sides sides, Traffic traffic) {
        var direct = new ArrayList<Outcome>();
        var gateway = new ArrayList<Outcome>();
        var nginx = new ArrayList<Outcome>();
        atRate(sides.gateway(), traffic);
        for (int round = 0; round < rounds; round++) {
            direct.add(atRate(sides.direct(), traffic));
            gateway.add(atRate(sides.gateway(), traffic));
            nginx.add(atRate(sides.nginx(), traffic));
        }
        double p50 = middle(gateway, 50) - middle(direct, 50);
        double p99 = middle(gateway, 99) - middle(direct, 99);
        var report = new LinkedHashMap<String, Object>();
        report.put("requests_per_second", RATE);
        report.put("added_p50_ms", Rounds.rounded(p50));
        report.put("added_p50_target_ms", ADDED_P50_TARGET_MILLIS);
        report.put("added_p99_ms", Rounds.rounded(p99));
        report.put("added_p99_target_ms", ADDED_P99_TARGET_MILLIS);
        report.put("reached", p50 <= ADDED_P50_TARGET_MILLIS && p99 <= ADDED_P99_TARGET_MILLIS);
        report.put("direct_p50_ms", middle(direct, 50));
        report.put("direct_p99_ms", middle(direct, 99));
        report.put("gateway_p50_ms", middle(gateway, 50));
        report.put("gateway_p99_ms", middle(gateway, 99));
        report.put("nginx_p50_ms", middle(nginx, 50));
        report.put("nginx_p99_ms", middle(nginx, 99));
        report.put("failed", gateway.stream().mapToLong(Outcome::failed).sum());
        return report;
    }

    private Outcome atRate(int target, Traffic traffic) {
        return new Generator(target, traffic.small(), RATE_CONNECTIONS).openLoop(RATE, turn());
    }

    private Map<String, Object> slowClients(Sides sides, Traffic traffic, String slowKey) {
        var without = new ArrayList<Outcome>();
        var with = new ArrayList<Outcome>();
        for (int round = 0; round < rounds; round++) {
            without.add(atRate(sides.gateway(), traffic));
            try (var _ = SlowClients.connect(sides.gateway(), SLOW_CLIENTS, slowKey)) {
                with.add(atRate(sides.gateway(), traffic));
            }
        }
        double ratio = middle(with, 99) / middle(without, 99);
        var report = new LinkedHashMap<String, Object>();
        report.put("p99_ratio", Rounds.rounded(ratio));
        report.put("target", SLOW_CLIENTS_TARGET);
        report.put("reached", ratio <= SLOW_CLIENTS_TARGET);
        report.put("clients", SLOW_CLIENTS);
        report.put("p99_without_ms", middle(without, 99));
        report.put("p99_with_ms", middle(with, 99));
        report.put("failed", with.stream().mapToLong(Outcome::failed).sum());
        return report;
    }

    private static double middle(List<Outcome> outcomes, double percentile) {
        List<Double> sorted = outcomes.stream()
                .map(outcome -> outcome.latencies().percentile(percentile))
                .sorted()
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    private static Map<String, Object> memory(Sides sides, Traffic traffic, PrintWriter progress) {
        var resident = new ArrayList<Long>();
        long failed = 0;
        for (int half = 0; half < 20; half++) {
            failed += new Generator(sides.gateway(), traffic.smallOfMany(), SMALL_CONNECTIONS)
                    .closedLoop(Duration.ofSeconds(30))
                    .failed();
            resident.add(sides.gatewayTime().residentMegabytes());
            progress.println("  " + (half + 1) / 2.0 + " min, " + resident.getLast() + " MB");
        }
        double growth = resident.getLast() / (double) resident.get(resident.size() / 4);
        var report = new LinkedHashMap<String, Object>();
        report.put("growth_ratio", Rounds.rounded(growth));
        report.put("target", 1.05);
        report.put("reached", growth <= 1.05);
        report.put("resident_mb", resident);
        report.put("failed", failed);
        return report;
    }
}
