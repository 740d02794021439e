package com.lealup.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that can be recognised later: a pid alone may have been given to another since.
 *
 * @param pid its number
 * @param started when it started: on Linux in clock ticks since boot, elsewhere the instant that the system tells
 */
public record ProcessIdentity(long pid, String started) {

    /** Field 22 of {@code /proc/<pid>/stat}, counted from the field after the name in parentheses: proc(5). */
    private static final int START_TIME = 19;

    /** The process that has this pid now. */
    public static Optional<ProcessIdentity> of(long pid) {
        return started(pid).map(started -> new ProcessIdentity(pid, started));
    }

    /** This process. */
    public static ProcessIdentity self() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /** The process, if it is the same one and still runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> started(pid).filter(started::equals).isPresent());
    }

    private static Optional<String> started(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return ProcessHandle.of(pid)
                    .flatMap(handle -> handle.info().startInstant())
                    .map(Instant::toString);
        }
        try {
            String line = Files.readString(stat);
            // The name may hold spaces and parentheses; what follows its last one does not.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") ? Optional.empty() : Optional.of(fields[START_TIME]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
