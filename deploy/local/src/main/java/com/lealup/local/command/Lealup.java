package com.lealup.local.command;

import com.lealup.local.trouble.Trouble;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The launcher. */
@Command(
        name = "lealup",
        description = "Runs LealUp on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Up.class,
            Down.class,
            Status.class,
            DoctorCommand.class,
            Logs.class,
            Restart.class,
            Kill.class,
            Quickstart.class,
            ApiKey.class,
            Workspace.class,
            WebhookSink.class,
            Reset.class,
            Train.class
        },
        footer = {
            "",
            "Also, without the launcher's JVM:",
            "  test [--long]          what continuous integration runs",
            "  bench [NAME] [--json]  the benchmarks",
            "  chaos [NAME] [--json]  parts killed and frozen under load; do the books balance?",
            "  format                 formats sources and poms"
        })
public final class Lealup {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    private Lealup() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Lealup())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, command, parsed) -> explain(exception, command));
    }

    private static int explain(Exception exception, CommandLine command) {
        PrintWriter err = command.getErr();
        if (exception instanceof Trouble trouble) {
            err.println("lealup: " + trouble.getMessage());
        } else {
            err.println("lealup: this should not have happened:");
            exception.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
