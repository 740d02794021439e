package com.lealup.local.command;

import com.lealup.local.operator.Json;
import com.lealup.local.part.Part;
import com.lealup.local.state.StateFile;
import com.lealup.local.state.SuiteState;
import com.lealup.local.state.SuiteState.Condition;
import com.lealup.local.state.SuiteState.PartState;
import com.lealup.local.suite.Suite;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how the parts are. */
@Command(name = "status", description = "Shows how each part is, asking each.")
final class Status implements Runnable {

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Mixin
    private DataOption data = new DataOption();

    /** The document. */
    record Report(List<Line> parts) {}

    /** One part: a pid when it has a process, a port when it has been given one. */
    record Line(
            String name,
            String state,
            @Nullable Long pid,
            @Nullable Integer port,
            boolean healthy) {}

    @Override
    public void run() {
        SuiteState state = new StateFile(data.folder()).read().orElse(null);
        Report report = new Report(state == null ? nothingRuns() : ask(state));
        System.out.print(json ? Json.pretty(report) + "\n" : table(report, state));
        System.out.flush();
    }

    private static List<Line> nothingRuns() {
        return Arrays.stream(Part.values())
                .map(part -> new Line(part.title(), word(Condition.DOWN), null, null, false))
                .toList();
    }

    private List<Line> ask(SuiteState state) {
        Suite suite = data.suite(state);
        Executor own = Thread::startVirtualThread;
        return state.parts().stream()
                .map(part -> CompletableFuture.supplyAsync(() -> line(part, suite), own))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static Line line(PartState part, Suite suite) {
        var server = suite.server(part.part());
        ProcessHandle process = part.running().orElse(null);
        boolean healthy = process != null && server.ready();
        Condition condition = part.condition();
        boolean gone = process == null && (condition == Condition.UP || condition == Condition.STARTING);
        return new Line(
                part.part().title(),
                word(gone ? Condition.DOWN : condition),
                process == null ? null : process.pid(),
                server.port(),
                healthy);
    }

    private static String word(Condition condition) {
        return condition.name().toLowerCase(Locale.ROOT);
    }

    private String table(Report report, @Nullable SuiteState state) {
        StringBuilder text = new StringBuilder();
        for (Line line : report.parts()) {
            Long pid = line.pid();
            text.append(String.format(
                    Locale.ROOT,
                    "%-17s %-9s %-10s pid %-8s port %-6s %s%n",
                    line.name(),
                    line.state(),
                    line.healthy() ? "healthy" : "-",
                    pid == null ? "-" : pid,
                    line.port() == null ? "-" : line.port(),
                    pid == null ? "" : Memory.of(pid) + " MB"));
        }
        if (state == null) {
            text.append("LealUp does not run on ").append(data.folder().path()).append(": ./lealup up\n");
        } else if (!state.supervised()) {
            text.append("Its supervisor was killed: ./lealup down ends what is left, ./lealup up starts anew.\n");
        }
        return text.toString();
    }
}
