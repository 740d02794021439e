package com.lealup.load.customers;

import static com.lealup.load.report.Report.rounded;

import com.lealup.load.report.Latencies;
import com.lealup.load.report.Report;
import com.lealup.load.suite.Api;
import com.lealup.load.suite.SuiteOptions;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A file of customers through the gateway until the last of them is written, then searches, pages deep in a list and an
 * export over all of them. Each stands beside what Postgres alone needs for the same rows in a plain table.
 */
@Command(name = "customers", description = "Import, search, deep pages and export of many customers.")
public final class CustomersBench implements Callable<Integer> {

    private static final double ROWS_TARGET = 1_000_000 / 300.0;
    private static final int PAGE = 200;
    private static final int USUAL_PAGE = 50;
    private static final List<String> SORTS = List.of("created_at", "name", "arr", "health_score", "renewal_date");
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(30);

    /** Words of which many customers have one, begun like people begin them. */
    private static final String[] SEARCHES = {
        "acm log", "globex", "wayne sec", "hooli", "tyr wat", "vandelay 4", "duff 99"
    };

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(names = "--rows", defaultValue = "1000000", description = "How many customers (${DEFAULT-VALUE}).")
    private int rows;

    @Option(names = "--requests", defaultValue = "500", description = "How many searches (${DEFAULT-VALUE}).")
    private int requests;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Override
    public Integer call() {
        var progress = spec.commandLine().getErr();
        var program = PgBench.program().orElse(null);
        if (program == null) {
            progress.println(
                    "pgbench is what this compares with, and it is not installed:  apt-get install postgresql-contrib");
            return 1;
        }
        try (var suite = options.suite("customers")) {
            progress.println("starting a suite of its own ...");
            suite.up();
            var run = UUID.randomUUID().toString().substring(0, 8);
            var key = suite.workspaceKey("bench-" + run);
            var database = ServiceDatabase.of(suite);
            try (var api = new Api(suite.base(), key);
                    var table = PlainTable.in(database);
                    var inserts = PgBench.on(program, database, options.data("customers"))) {
                var report = measure(api, table, run, progress);
                var singles = new SingleCustomers(options.port(), key);
                progress.println("getting one by one ...");
                report.put("get", singles.get(api));
                progress.println("creating one by one ...");
                report.put("commit_to_topic", singles.onTopic(suite.port("kafka")));
                report.put("create", singles.create(inserts));
                Report.print(report, options.json(), spec.commandLine().getOut());
            }
        }
        return 0;
    }

    private Map<String, Object> measure(Api api, PlainTable table, String run, PrintWriter progress) {
        var report = new LinkedHashMap<String, Object>();
        report.put("bench", "customers");
        report.put("cores", Runtime.getRuntime().availableProcessors());
        report.put("reference", "the same rows in a plain table of the same Postgres");
        report.put("rows", rows);
        report.put(
                "load_average",
                rounded(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        progress.println("copying " + rows + " rows into a plain table ...");
        var copied = table.copyIn(new CustomerFile(run, rows, false));
        progress.println("importing them ...");
        report.put("import", imported(api, table, run, copied, progress));
        progress.println("searching ...");
        report.put("search_first_page", search(api, table));
        progress.println("paging through all ...");
        report.put("page", pages(api, table));
        report.put("deep_page", deepPages(api, table));
        progress.println("exporting ...");
        report.put("export", exported(api, table));
        return report;
    }

    private Map<String, Object> imported(Api api, PlainTable table, String run, Duration copied, PrintWriter progress) {
        var start = System.nanoTime();
        var job = api.upload("/v1/customers/imports", "text/csv", () -> new CustomerFile(run, rows, true), 202)
                .body()
                .get("job_id")
                .asString();
        var uploaded = Duration.ofNanos(System.nanoTime() - start);
        var state = "queued";
        var next = rows / 10;
        while (!state.equals("completed")) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            var shown = api.get("/v1/jobs/" + job, 200).body();
            state = shown.get("state").asString();
            if (state.equals("failed") || shown.get("failed").asInt() > 0) {
                throw new IllegalStateException("The import failed: " + shown);
            }
            if (shown.get("processed").asInt() >= next) {
                progress.println("  " + shown.get("processed").asInt() + " after "
                        + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
                next += rows / 10;
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - start);
        var waiting = table.factsThatWait();
        drain(table);
        var drained = Duration.ofNanos(System.nanoTime() - start);
        var figures = new LinkedHashMap<String, Object>();
        figures.put("rows_per_second", rounded(perSecond(took)));
        figures.put("target", rounded(ROWS_TARGET));
        figures.put("reached", perSecond(took) >= ROWS_TARGET);
        figures.put("ratio_to_copy", rounded(perSecond(took) / perSecond(copied)));
        figures.put("copy_rows_per_second", rounded(perSecond(copied)));
        figures.put("seconds", rounded(took.toMillis() / 1000.0));
        figures.put("of_them_upload", rounded(uploaded.toMillis() / 1000.0));
        figures.put("facts_waiting_at_the_end", waiting);
        figures.put("seconds_until_all_on_topics", rounded(drained.toMillis() / 1000.0));
        return figures;
    }

    private static void drain(PlainTable table) {
        var deadline = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (table.factsThatWait() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Facts still wait for the relay");
            }
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    private Map<String, Object> search(Api api, PlainTable table) {
        var found = new Latencies();
        var reference = new Latencies();
        for (int i = -20; i < requests; i++) {
            var words = SEARCHES[Math.floorMod(i, SEARCHES.length)].replace(" ", "%20");
            var latency = api.get("/v1/customers?q=" + words, 200).latency();
            var page = table.page(Math.floorMod(i * 7919L, rows), 50);
            if (i >= 0) {
                found.add(latency);
                reference.add(page);
            }
        }
        return compared(found, reference, "a bare select of 50 rows by a range of the primary key");
    }

    /** Pages of the usual size along every order, from the first tenth of all customers. */
    private Map<String, Object> pages(Api api, PlainTable table) {
        var all = new Latencies();
        var reference = new Latencies();
        var bySort = new LinkedHashMap<String, Object>();
        for (var sort : SORTS) {
            var pages = new Latencies();
            var cursor = "";
            for (int read = 0; read < rows / 10; read += PAGE) {
                var path = "/v1/customers?sort=" + sort + cursor;
                var page = api.get(path, 200);
                pages.add(page.latency());
                all.add(page.latency());
                reference.add(table.page(read, USUAL_PAGE));
                var next = api.get(path + "&limit=" + PAGE, 200).body();
                if (!next.get("has_more").asBoolean()) {
                    break;
                }
                cursor = "&cursor=" + next.get("next_cursor").asString();
            }
            bySort.put("p99_ms_" + sort, pages.percentile(99));
        }
        var figures = compared(all, reference, "a bare select of 50 rows by a range of the primary key");
        figures.putAll(bySort);
        return figures;
    }

    private Map<String, Object> deepPages(Api api, PlainTable table) {
        var deep = new Latencies();
        var reference = new Latencies();
        var random = new SplittableRandom(1);
        var cursor = "";
        for (int read = 0; ; read += PAGE) {
            var page = api.get("/v1/customers?sort=arr&limit=" + PAGE + cursor, 200);
            if (read >= rows / 2) {
                deep.add(page.latency());
                reference.add(table.page(random.nextInt(rows), PAGE));
            }
            if (!page.body().get("has_more").asBoolean()) {
                return compared(deep, reference, "a bare select of 200 rows by a range of the primary key");
            }
            cursor = "&cursor=" + page.body().get("next_cursor").asString();
        }
    }

    private Map<String, Object> exported(Api api, PlainTable table) {
        var start = System.nanoTime();
        var lines = api.countLines("/v1/customers/export?format=csv");
        var took = Duration.ofNanos(System.nanoTime() - start);
        if (lines != rows + 1L) {
            throw new IllegalStateException("The export has " + lines + " lines");
        }
        var copied = table.copyOut();
        var figures = new LinkedHashMap<String, Object>();
        figures.put("rows_per_second", rounded(perSecond(took)));
        figures.put("ratio_to_copy", rounded(perSecond(took) / perSecond(copied)));
        figures.put("copy_rows_per_second", rounded(perSecond(copied)));
        return figures;
    }

    private static Map<String, Object> compared(Latencies measured, Latencies reference, String what) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("p99_ratio", rounded(measured.percentile(99) / reference.percentile(99)));
        figures.put("p50_ratio", rounded(measured.percentile(50) / reference.percentile(50)));
        figures.putAll(measured.toReport());
        figures.put("reference", what);
        figures.put("reference_p50_ms", reference.percentile(50));
        figures.put("reference_p99_ms", reference.percentile(99));
        return figures;
    }

    private double perSecond(Duration took) {
        return rows * 1e9 / took.toNanos();
    }
}
