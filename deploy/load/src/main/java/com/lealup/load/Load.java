package com.lealup.load;

import com.lealup.load.chaos.ChaosIngest;
import com.lealup.load.chaos.ChaosWebhooks;
import com.lealup.load.customers.CustomersBench;
import com.lealup.load.gateway.GatewayBench;
import com.lealup.load.guide.GuideBench;
import com.lealup.load.health.HealthBench;
import com.lealup.load.ingest.IngestBench;
import com.lealup.load.webhooks.WebhooksBench;
import com.lealup.load.year.YearCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code ./lealup bench} and {@code ./lealup chaos}: one subcommand of each for each program. */
@Command(
        name = "lealup",
        subcommands = {Load.Bench.class, Load.Chaos.class})
public final class Load {

    Load() {}

    @Command(
            name = "bench",
            description = "Measures LealUp against named references, on this machine.",
            mixinStandardHelpOptions = true,
            subcommands = {
                CustomersBench.class,
                GatewayBench.class,
                GuideBench.class,
                HealthBench.class,
                IngestBench.class,
                WebhooksBench.class,
                YearCommand.class
            })
    static final class Bench {}

    @Command(
            name = "chaos",
            description = "Kills and freezes parts of LealUp under load, and balances the books.",
            mixinStandardHelpOptions = true,
            subcommands = {ChaosIngest.class, ChaosWebhooks.class})
    static final class Chaos {}

    /** Runs what the first two arguments name. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Load()).execute(arguments));
    }
}
