package com.lealup.load.suite;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every benchmark with a suite of its own can be told. */
public final class SuiteOptions {

    @Option(names = "--json", description = "Print one JSON document and nothing else on standard output.")
    private boolean json;

    @Option(names = "--port", defaultValue = "18080", description = "The port of the suite measured.")
    private int port;

    @Option(names = "--data", description = "Where the measured suite keeps its data (target/bench-NAME).")
    private @Nullable Path data;

    @Option(
            names = "--root",
            defaultValue = "${sys:lealup.root:-.}",
            description = "The checkout that holds the launcher (${DEFAULT-VALUE}).")
    private Path root = Path.of("");

    /** Whether to print JSON. */
    public boolean json() {
        return json;
    }

    /** The port of the suite's gateway. */
    public int port() {
        return port;
    }

    /** Where the suite of a benchmark keeps its data. */
    public Path data(String bench) {
        return (data == null ? root.resolve("target/bench-" + bench) : data)
                .toAbsolutePath()
                .normalize();
    }

    /**
     * The suite of a benchmark, not running yet. Without data of earlier runs, which would weigh on the figures; but a
     * directory that somebody named is taken as it is.
     */
    public Suite suite(String bench) {
        var suite = Suite.in(root.toAbsolutePath().normalize(), data(bench), port);
        if (data == null) {
            suite.reset();
        }
        return suite;
    }
}
