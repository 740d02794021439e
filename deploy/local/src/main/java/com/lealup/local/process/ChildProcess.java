package com.lealup.local.process;

import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that was started here. */
public final class ChildProcess {

    private static final long LARGE_LOG = 50L * 1024 * 1024;

    /** Away from the terminal, so that Ctrl-C reaches the launcher alone and it can stop the parts in order. */
    private static final List<String> APART =
            Programs.find("setsid").map(List::of).orElse(List.of());

    private final Process process;
    private final Launch launch;
    private final ProcessIdentity identity;

    private ChildProcess(Process process, Launch launch) {
        this.process = process;
        this.launch = launch;
        // One that ended already is never found again, whatever gets its pid.
        this.identity = ProcessIdentity.of(process.pid()).orElse(new ProcessIdentity(process.pid(), "ended"));
    }

    /** Starts it. */
    public static ChildProcess start(Launch launch) {
        try {
            Files.createDirectories(launch.directory());
            Files.createDirectories(launch.log().toAbsolutePath().getParent());
            turnOver(launch.log());
            List<String> command = new ArrayList<>(APART);
            command.addAll(launch.command());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(launch.directory().toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
            builder.environment().putAll(launch.environment());
            return new ChildProcess(builder.start(), launch);
        } catch (IOException e) {
            throw new Trouble("Cannot start " + launch.command().getFirst() + ": " + e.getMessage(), e);
        }
    }

    private static void turnOver(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGE_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    public ProcessIdentity identity() {
        return identity;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public Path log() {
        return launch.log();
    }

    /** Completes with the exit code. */
    public CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * Tells it to end and waits; one that does not in time is killed.
     *
     * @return whether it ended by itself
     */
    public boolean stop(Duration patience) {
        thaw();
        launch.ending().send(List.of(pid()));
        if (waitFor(patience)) {
            return true;
        }
        kill();
        return false;
    }

    /** Ends it and what it started at once, and waits until it is gone. */
    public void kill() {
        List<Long> family = family();
        Signal.KILL.send(family);
        waitFor(Duration.ofSeconds(10));
    }

    /** It and what it started stand still, connections stay open. */
    public void freeze() {
        Signal.STOP.send(family());
    }

    /** Ends {@link #freeze()}. */
    public void thaw() {
        Signal.CONT.send(family());
    }

    private List<Long> family() {
        return process.isAlive()
                ? Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .map(ProcessHandle::pid)
                        .toList()
                : List.of();
    }

    private boolean waitFor(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
