package com.lealup.local.testing;

import com.lealup.local.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for one JVM's parts. It notes their pids, so that the next test run can end the parts and delete the folder
 * of a JVM that was killed before it could.
 */
record Scratch(Path folder) {

    private static final Path ALL = Path.of("target", "test-parts").toAbsolutePath();
    private static final String PIDS = "pids";

    static Scratch create() {
        try {
            Files.createDirectories(ALL);
            try (Stream<Path> folders = Files.list(ALL)) {
                folders.map(Scratch::new).filter(Scratch::abandoned).forEach(Scratch::clear);
            }
            Scratch scratch = new Scratch(Files.createTempDirectory(ALL, "run"));
            scratch.note(ProcessIdentity.self());
            return scratch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line is the JVM's, the others are its parts'. */
    void note(ProcessIdentity process) {
        try {
            Files.writeString(
                    folder.resolve(PIDS),
                    process.pid() + " " + process.started() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ProcessIdentity> noted() {
        try (Stream<String> lines = Files.lines(folder.resolve(PIDS))) {
            return lines.map(line -> line.split(" ", 2))
                    .map(words -> new ProcessIdentity(Long.parseLong(words[0]), words[1]))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private boolean abandoned() {
        List<ProcessIdentity> noted = noted();
        return !noted.isEmpty() && noted.getFirst().find().isEmpty();
    }

    private void clear() {
        noted().forEach(process -> process.find().ifPresent(handle -> {
            handle.descendants().forEach(ProcessHandle::destroyForcibly);
            handle.destroyForcibly();
        }));
        delete();
    }

    void delete() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // Somebody still writes in it: the next run deletes it.
            System.err.println("left behind: " + folder);
        }
    }
}
