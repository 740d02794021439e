package com.lealup.load.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A suite of its own for a benchmark: started by the launcher in a directory and on ports of its own. */
public final class Suite implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path root;
    private final Path data;
    private final int port;
    private final Map<String, String> settings;

    private Suite(Path root, Path data, int port, Map<String, String> settings) {
        this.root = root;
        this.data = data;
        this.port = port;
        this.settings = Map.copyOf(settings);
    }

    /**
     * A suite that is not running yet.
     *
     * @param root the checkout that holds the launcher
     * @param data where its data are kept
     * @param port the gateway's port; the other parts' follow it
     */
    public static Suite in(Path root, Path data, int port) {
        return new Suite(root, data, port, Map.of());
    }

    /** The same with settings of the services other than the launcher's, by the names of their variables. */
    public Suite with(Map<String, String> others) {
        return new Suite(root, data, port, others);
    }

    /**
     * The same with limits that nobody on the plan {@code enterprise} meets: everything is charged, nothing refused.
     */
    public Suite withLimitsOutOfReach() {
        return with(Map.of(
                "LEALUP_LIMITS_REQUESTS_PER_MINUTE_ENTERPRISE", "1000000000",
                "LEALUP_LIMITS_EVENTS_PER_MINUTE_ENTERPRISE", "1000000000"));
    }

    /** Starts the suite and says how long it took from the command to all parts ready. */
    public Duration up() {
        long start = System.nanoTime();
        lealup("up", "--detach", "--port", String.valueOf(port), "--data", data.toString());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Stops it and deletes what it has kept. */
    void reset() {
        lealup("reset", "--yes", "--data", data.toString());
    }

    /** Makes a workspace without limits and returns a key that may do everything in it. */
    public String workspaceKey(String name) {
        return workspaceKey(name, "unlimited");
    }

    /** Makes a workspace on a plan and returns a key that may do everything in it. */
    public String workspaceKey(String name, String plan) {
        return json(
                        "workspace",
                        "create",
                        "--name",
                        name,
                        "--email",
                        "bench@" + name + ".test",
                        "--plan",
                        plan,
                        "--json",
                        "--data",
                        data.toString())
                .get("key")
                .asString();
    }

    /** Where the gateway listens. */
    public String base() {
        return "http://127.0.0.1:" + port;
    }

    /** Proportional set size of each part, in MB: shared pages are counted once over all processes. */
    public Map<String, Long> residentMegabytes() {
        var resident = new LinkedHashMap<String, Long>();
        for (JsonNode part : json("status", "--json", "--data", data.toString()).get("parts")) {
            long kilobytes = tree(part.get("pid").asLong()).stream()
                    .mapToLong(Suite::proportionalKilobytes)
                    .sum();
            resident.put(part.get("name").asString(), kilobytes / 1024);
        }
        return resident;
    }

    /** The variables that a part was started with, as Linux tells them to whoever started it. */
    public Map<String, String> environment(String part) {
        try {
            var variables = new LinkedHashMap<String, String>();
            for (var variable : Files.readString(Path.of("/proc", String.valueOf(pid(part)), "environ"))
                    .split("\0", -1)) {
                var at = variable.indexOf('=');
                if (at > 0) {
                    variables.put(variable.substring(0, at), variable.substring(at + 1));
                }
            }
            return variables;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of a part. */
    public long pid(String part) {
        return part(part).get("pid").asLong();
    }

    /** Where a part listens. */
    public int port(String part) {
        return part(part).get("port").asInt();
    }

    /** Ends a part and leaves it down. */
    public void kill(String part) {
        lealup("kill", part, "--data", data.toString());
    }

    /** Starts a part anew, and returns when it is ready. */
    public void restart(String part) {
        lealup("restart", part, "--data", data.toString());
    }

    /** Sends a signal, for example {@code STOP}, to a process and all that it has started. */
    public static void signal(long pid, String signal) {
        var command = new ArrayList<>(List.of("kill", "-" + signal));
        tree(pid).forEach(each -> command.add(String.valueOf(each)));
        try {
            // One of them may have ended by itself meanwhile.
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode part(String name) {
        for (JsonNode part : json("status", "--json", "--data", data.toString()).get("parts")) {
            if (part.get("name").asString().equals(name)) {
                return part;
            }
        }
        throw new IllegalStateException("The suite has no part " + name);
    }

    /** Stops the suite; its data stay. */
    public void down() {
        lealup("down", "--data", data.toString());
    }

    @Override
    public void close() {
        down();
    }

    private static List<Long> tree(long pid) {
        var pids = new ArrayList<Long>();
        ProcessHandle.of(pid)
                .ifPresent(process ->
                        Stream.concat(Stream.of(process), process.descendants()).forEach(each -> pids.add(each.pid())));
        return pids;
    }

    private static long proportionalKilobytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode json(String... arguments) {
        return JSON.readTree(lealup(arguments));
    }

    private String lealup(String... arguments) {
        var command = new ArrayList<String>();
        command.add(root.resolve("lealup").toString());
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(root.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(settings);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + status + "\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
