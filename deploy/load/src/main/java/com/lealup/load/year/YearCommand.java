package com.lealup.load.year;

import static com.lealup.load.report.Report.rounded;

import com.lealup.load.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Simulates a year, counts what would have been told of it, and draws it. */
@Command(
        name = "year",
        description = "A simulated year of growing, fading, seasonal and dying accounts, scored and drawn.")
public final class YearCommand implements Callable<Integer> {

    @Option(names = "--accounts", defaultValue = "1000", description = "How many (${DEFAULT-VALUE}).")
    private int accounts;

    @Option(names = "--seed", defaultValue = "2026", description = "The same seed, the same year (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print one JSON document and nothing else on standard output.")
    private boolean json;

    @Option(
            names = "--root",
            defaultValue = "${sys:lealup.root:-.}",
            description = "The checkout below which the picture goes (${DEFAULT-VALUE}).")
    private Path root = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var year = Year.simulated(accounts, seed);
        var picture = root.resolve("target/health-year.svg").toAbsolutePath().normalize();
        Files.createDirectories(picture.getParent());
        Files.writeString(picture, YearPlot.svg(year));
        var report = new LinkedHashMap<String, Object>();
        report.put("simulation", "year");
        report.put("accounts", accounts);
        report.put("seed", seed);
        for (var kind : Kind.values()) {
            var of = year.of(kind);
            var means = of.means();
            var figures = new LinkedHashMap<String, Object>();
            figures.put("score_in_march", rounded(means[80]));
            figures.put("score_at_the_end", rounded(means[Year.DAYS - 1]));
            figures.put("band_crossings", of.crossings());
            figures.put("band_crossings_each", rounded(of.crossingsEach()));
            figures.put("sharp_drops", of.drops());
            report.put(kind.text(), figures);
        }
        report.put("picture", picture.toString());
        Report.print(report, json, spec.commandLine().getOut());
        return 0;
    }
}
