package com.lealup.local.command;

import com.lealup.local.doctor.Doctor;
import com.lealup.local.doctor.Finding;
import com.lealup.local.operator.Json;
import com.lealup.local.part.Ports;
import com.lealup.local.state.StateFile;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Examines the deployment: 0 if nothing is wrong, else 1. */
@Command(
        name = "doctor",
        description = "Examines the deployment and says what is wrong and what to do; exit code 1 if so.")
final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--all", description = "Show what is as it should be, too.")
    private boolean all;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where it would be started, if it does not run. Default: ${DEFAULT-VALUE}")
    private int port = 8080;

    @Mixin
    private DataOption data = new DataOption();

    /** The document. */
    record Report(boolean healthy, List<Line> findings) {}

    /** A finding: {@code level} is fine, warning or problem. */
    record Line(
            String check,
            String level,
            String what,
            @Nullable String cure) {

        static Line of(Finding finding) {
            return new Line(finding.check(), word(finding), finding.what(), finding.cure());
        }
    }

    @Override
    public Integer call() {
        var state = new StateFile(data.folder()).read().orElse(null);
        var findings = state == null
                ? Doctor.examine(data.folder(), new Ports(port))
                : Doctor.examine(data.suite(state), state);
        var healthy = findings.stream().noneMatch(finding -> finding.level() == Finding.Level.PROBLEM);
        System.out.print(
                json
                        ? Json.pretty(new Report(
                                        healthy, findings.stream().map(Line::of).toList())) + "\n"
                        : text(findings));
        System.out.flush();
        return healthy ? 0 : 1;
    }

    private String text(List<Finding> findings) {
        var text = new StringBuilder();
        for (var finding : findings) {
            if (all || finding.level() != Finding.Level.FINE) {
                text.append(
                        String.format(Locale.ROOT, "%-8s %-9s %s%n", word(finding), finding.check(), finding.what()));
                if (finding.cure() != null) {
                    text.append(" ".repeat(19))
                            .append("→ ")
                            .append(finding.cure())
                            .append('\n');
                }
            }
        }
        var problems = findings.stream()
                .filter(finding -> finding.level() == Finding.Level.PROBLEM)
                .count();
        var warnings = findings.stream()
                .filter(finding -> finding.level() == Finding.Level.WARNING)
                .count();
        return text.append(problems + " problems, " + warnings + " warnings, " + (findings.size() - problems - warnings)
                        + " things are as they should be\n")
                .toString();
    }

    private static String word(Finding finding) {
        return finding.level().name().toLowerCase(Locale.ROOT);
    }
}
