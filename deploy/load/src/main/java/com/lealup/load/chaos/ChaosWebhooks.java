package com.lealup.load.chaos;

import static com.lealup.load.report.Report.rounded;

import com.lealup.load.report.Latencies;
import com.lealup.load.report.Report;
import com.lealup.load.suite.Suite;
import com.lealup.load.suite.SuiteOptions;
import com.lealup.load.webhooks.Endpoint;
import com.lealup.load.webhooks.HealthFacts;
import com.lealup.load.webhooks.Manner;
import com.lealup.load.webhooks.Messages;
import com.lealup.load.webhooks.Sink;
import com.lealup.load.webhooks.WebhookDatabase;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Webhooks under a steady load while webhook-service, Postgres and Kafka are killed and frozen, and after that to
 * receivers that mean harm. In the end each message has arrived, and again only what was under way at a fault.
 */
@Command(name = "webhooks", description = "Webhooks while parts are killed and frozen, and to hostile receivers.")
public final class ChaosWebhooks implements Callable<Integer> {

    private static final List<String> PARTS = List.of("webhook-service", "postgres", "kafka");
    private static final int WAIT_SECONDS = 5;
    private static final Duration RESUME_TARGET = Duration.ofSeconds(10);
    private static final Duration LONGEST_RESUME = Duration.ofMinutes(2);
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(10);
    private static final Duration BETWEEN_FAULTS = Duration.ofSeconds(3);

    /** Longer than the lease, after which what a dead process had claimed goes out again. */
    private static final Duration UNTIL_NOTHING_REPEATS = Duration.ofSeconds(15);

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(names = "--faults", defaultValue = "50", description = "How many kills and freezes (${DEFAULT-VALUE}).")
    private int faults;

    @Option(names = "--rate", defaultValue = "200", description = "Facts a second meanwhile (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--endpoints", defaultValue = "5", description = "Workspaces with one each (${DEFAULT-VALUE}).")
    private int endpoints;

    @Option(
            names = "--hostile",
            defaultValue = "16",
            description = "How many webhooks each hostile receiver gets at a time (${DEFAULT-VALUE}).")
    private int hostile;

    @Option(names = "--seed", description = "Repeats the faults of another run.")
    private @Nullable Long seed;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter progress = spec.commandLine().getErr();
        try (var suite = options.suite("chaos-webhooks").withLimitsOutOfReach()) {
            progress.println("starting a suite of its own ...");
            suite.up();
            var report = new LinkedHashMap<String, Object>();
            report.put("chaos", "webhooks");
            var survived = faults == 0 || survive(suite, report, progress);
            progress.println("hostile receivers ...");
            var run = "hostile-" + UUID.randomUUID().toString().substring(0, 8);
            var round = new HostileRound(suite, suite.workspaceKey(run, "enterprise"), run).run(hostile);
            report.put("hostile_receivers", round);
            report.put("reached", survived && Boolean.TRUE.equals(round.get("reached")));
            Report.print(report, options.json(), spec.commandLine().getOut());
            return Boolean.TRUE.equals(report.get("reached")) ? 0 : 1;
        }
    }

    private boolean survive(Suite suite, Map<String, Object> report, PrintWriter progress)
            throws InterruptedException, ExecutionException, TimeoutException {
        var chosen = seed == null ? new SplittableRandom().nextLong(1_000_000) : seed;
        var messages = new Messages();
        try (var sink = Sink.open();
                var facts = HealthFacts.of(suite, messages);
                var inFlight = new InFlight(WebhookDatabase.of(suite))) {
            var load = new SteadyFacts(facts, subscribed(suite, sink, messages), rate);
            var plan = new Faults(suite, PARTS, new SplittableRandom(chosen));
            progress.println(rate + " facts/s while " + faults + " faults happen, seed " + chosen + " ...");
            var sending = load.start();
            var resumed = new Latencies();
            var takenAgain = new Latencies();
            var mayRepeat = 0;
            while (plan.count() < faults) {
                Faults.pause(BETWEEN_FAULTS);
                var start = System.nanoTime();
                var fault = plan.next();
                var taken = CompletableFuture.supplyAsync(() -> until(messages::acknowledged));
                var pause = until(messages::received);
                resumed.add(pause);
                takenAgain.add(taken.join());
                mayRepeat += inFlight.most(start);
                progress.println("  " + fault + ", delivered again after " + pause.toMillis() + " ms; "
                        + messages.received() + " of " + messages.count() + " have arrived");
            }
            load.stop();
            sending.get(LONGEST_DRAIN.toMinutes(), TimeUnit.MINUTES);
            progress.println("waiting for what is still under way ...");
            drain(messages);
            report.put("kafka_took_facts_again_after_ms_max", rounded(takenAgain.percentile(100)));
            return balance(messages.books(0, messages.count()), resumed, mayRepeat, report, chosen, plan, facts);
        }
    }

    private List<Endpoint> subscribed(Suite suite, Sink sink, Messages messages) {
        return IntStream.range(0, endpoints)
                .mapToObj(index -> {
                    var path = "/endpoints/" + index;
                    sink.receive(path, arrival -> {
                        messages.received(arrival);
                        return Manner.FINE;
                    });
                    return Endpoint.subscribed(suite, index, sink.url(path), WAIT_SECONDS);
                })
                .toList();
    }

    /** From when the part is ready until a count grows. */
    private static Duration until(LongSupplier grows) {
        var start = System.nanoTime();
        var before = grows.getAsLong();
        while (grows.getAsLong() == before && System.nanoTime() - start < LONGEST_RESUME.toNanos()) {
            Faults.pause(Duration.ofMillis(5));
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void drain(Messages messages) {
        var end = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (messages.books(0, messages.count()).lost() > 0 && System.nanoTime() < end) {
            Faults.pause(Duration.ofMillis(500));
        }
        Faults.pause(UNTIL_NOTHING_REPEATS);
    }

    private static boolean balance(
            Messages.Books books,
            Latencies resumed,
            int mayRepeat,
            Map<String, Object> report,
            long seed,
            Faults plan,
            HealthFacts facts) {
        var longest = resumed.percentile(100);
        var reached = books.balanced() && books.repeats() <= mayRepeat && longest <= RESUME_TARGET.toMillis();
        report.put("seed", seed);
        report.put("faults", plan.done());
        report.put("messages", books.produced());
        report.put("facts_that_kafka_did_not_acknowledge", facts.refused());
        report.put("lost", books.lost());
        report.put("under_other_ids", books.underOtherIds());
        report.put("repeats", books.repeats());
        report.put("in_flight_at_faults", mayRepeat);
        report.put("resumed_after_ms_p50", resumed.percentile(50));
        report.put("resumed_after_ms_max", longest);
        report.put("resumed_target_ms", RESUME_TARGET.toMillis());
        report.put("faults_survived", reached);
        return reached;
    }
}
