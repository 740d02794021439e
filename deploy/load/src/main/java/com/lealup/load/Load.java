package com.lealup.load;

import com.lealup.load.customers.CustomersBench;
import com.lealup.load.gateway.GatewayBench;
import com.lealup.load.guide.GuideBench;
import com.lealup.load.health.HealthBench;
import com.lealup.load.ingest.IngestBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code ./lealup bench}: one subcommand for each benchmark. */
@Command(
        name = "bench",
        description = "Measures LealUp against named references, on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {CustomersBench.class, GatewayBench.class, GuideBench.class, HealthBench.class, IngestBench.class
        })
public final class Load {

    private Load() {}

    /** Runs the benchmark named by the first argument. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Load()).execute(arguments));
    }
}
