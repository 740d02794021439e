package com.lealup.local.command;

import com.lealup.local.part.Part;
import com.lealup.local.state.DataFolder;
import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what parts have written. */
@Command(name = "logs", description = "Shows the end of a part's log, or of all logs.")
final class Logs implements Runnable {

    @Parameters(index = "0", arity = "0..1", paramLabel = "PART", converter = PartName.class)
    private @Nullable Part part;

    @Option(names = "-n", paramLabel = "LINES", defaultValue = "200", description = "How many lines. Default: 200")
    private int count = 200;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public void run() {
        DataFolder folder = data.folder();
        if (part != null) {
            show(folder.log(part));
            return;
        }
        heading("supervisor");
        show(folder.supervisorLog());
        for (Part each : Part.values()) {
            heading(each.title());
            show(folder.log(each));
        }
    }

    private static void heading(String name) {
        System.out.println("==> " + name + " <==");
    }

    private void show(Path log) {
        try {
            if (!Files.exists(log)) {
                return;
            }
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            lines.subList(Math.clamp((long) lines.size() - count, 0, lines.size()), lines.size())
                    .forEach(System.out::println);
            System.out.flush();
        } catch (IOException e) {
            throw new Trouble("Cannot read " + log + ": " + e.getMessage(), e);
        }
    }
}
