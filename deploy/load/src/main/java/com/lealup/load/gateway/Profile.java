package com.lealup.load.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a JVM spends its processor time, by Flight Recorder's samples of processor time (JEP 509): each sample counts
 * for the LealUp class that is nearest to the top of its stack, since that one asked for whatever runs above it.
 */
final class Profile implements AutoCloseable {

    private static final String SAMPLE = "jdk.CPUTimeSample";
    private static final String OURS = "com.lealup.";

    /** What decides about a request: who sends it, what they may, how much of it, and under which header fields. */
    private static final List<String> DECIDES = List.of(
            "com.lealup.gateway.access.",
            "com.lealup.gateway.admission.",
            "com.lealup.gateway.edge.",
            "com.lealup.gateway.limit.",
            "com.lealup.gateway.session.",
            "com.lealup.gateway.workspace.",
            "com.lealup.gateway.route.HeaderRules",
            "com.lealup.gateway.route.SignedIdentities",
            "com.lealup.platform.");

    private final long pid;
    private final Path file;

    private Profile(long pid, Path file) {
        this.pid = pid;
        this.file = file;
    }

    /** Begins to record; a few hundred samples a second cost no more than a percent. */
    static Profile start(long pid, Path file) {
        var profile = new Profile(pid, file);
        profile.tell(
                "JFR.start",
                "name=bench",
                "settings=none",
                "+" + SAMPLE + "#enabled=true",
                "+" + SAMPLE + "#throttle=500/s");
        return profile;
    }

    /** Ends the recording and says which share of the processor time went into deciding about requests; 0 to 1. */
    double decidingShare() {
        tell("JFR.dump", "name=bench", "filename=" + file);
        var samples = new HashMap<Boolean, Long>();
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                var event = recording.readEvent();
                if (event.getEventType().getName().equals(SAMPLE)) {
                    samples.merge(decides(event), 1L, Long::sum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long all = samples.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            throw new IllegalStateException("No sample of the gateway's processor time: is this Linux, and a JDK 25?");
        }
        return samples.getOrDefault(true, 0L) / (double) all;
    }

    private static boolean decides(RecordedEvent sample) {
        return nearest(sample)
                .filter(type -> DECIDES.stream().anyMatch(type::startsWith))
                .isPresent();
    }

    private static Optional<String> nearest(RecordedEvent sample) {
        var stack = sample.getStackTrace();
        return stack == null
                ? Optional.empty()
                : stack.getFrames().stream()
                        .filter(frame -> frame.isJavaFrame())
                        .map(frame -> frame.getMethod().getType().getName())
                        .filter(type -> type.startsWith(OURS))
                        .findFirst();
    }

    private void tell(String... words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(String.valueOf(pid));
        command.addAll(List.of(words));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + "\n" + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        tell("JFR.stop", "name=bench");
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
