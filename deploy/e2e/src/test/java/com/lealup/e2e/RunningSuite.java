package com.lealup.e2e;

import com.lealup.local.home.Checkout;
import com.lealup.local.operator.OpenedWorkspace;
import com.lealup.local.operator.Operator;
import com.lealup.local.part.Part;
import com.lealup.local.part.Ports;
import com.lealup.local.secret.Environment;
import com.lealup.local.secret.Secrets;
import com.lealup.local.state.DataFolder;
import com.lealup.local.state.StateFile;
import com.lealup.local.suite.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The suite that the tests of one JVM share: started by the launcher, with data and ports of its own. */
final class RunningSuite {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path ROOT =
            Path.of(System.getProperty("lealup.root", "../..")).toAbsolutePath().normalize();
    private static final Path TARGET = ROOT.resolve("deploy/e2e/target");

    private static final Path DATA = TARGET.resolve("suite");
    private static final int PORT = Integer.getInteger("lealup.e2e.port", 28080);

    /** For each part that is started: it lives for minutes, and not to be fast. */
    static final String STARTS_SOONER =
            "-XX:TieredStopAtLevel=1 -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

    private static @Nullable RunningSuite shared;

    private RunningSuite() {}

    /** The suite of this JVM, started by the first call and stopped when the JVM ends. */
    static synchronized RunningSuite shared() {
        if (shared == null) {
            shared = new RunningSuite();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::down, "down"));
            shared.up();
        }
        return shared;
    }

    /** A workspace of a test's own. */
    record Workspace(String tenantId, String key, String adminEmail, String adminPassword) {}

    /** How a part is reached. */
    record RunningPart(int port, long pid) {}

    String base() {
        return "http://127.0.0.1:" + PORT;
    }

    /** What the suite was started as. */
    Settings settings() {
        var data = new DataFolder(DATA);
        return new Settings(
                Checkout.find(),
                data,
                new Ports(PORT),
                Environment.TEST,
                Secrets.of(Environment.TEST, data.secrets(), Map.of()));
    }

    String kafka() {
        return "127.0.0.1:" + settings().ports().of(Part.KAFKA);
    }

    Workspace workspace() {
        String name = "e2e-" + UUID.randomUUID();
        OpenedWorkspace opened = operator().openWorkspace(name, "ana@" + name + ".test", null);
        return new Workspace(
                opened.tenantId(),
                opened.key(),
                opened.admin().email(),
                opened.admin().password());
    }

    /** A key of a workspace with these scopes. */
    String key(Workspace workspace, String name, List<String> scopes) {
        return operator()
                .createKey(workspace.tenantId(), name, scopes, "7d")
                .get("key")
                .asString();
    }

    /** As the launcher's commands ask it, without a process for each question. */
    private Operator operator() {
        Settings settings = settings();
        return new Operator(settings.ports(), settings.secrets());
    }

    JsonNode status() {
        return json("status", "--json");
    }

    RunningPart part(String name) {
        return new StateFile(new DataFolder(DATA))
                .require().parts().stream()
                        .filter(part -> part.part().title().equals(name))
                        .map(part -> new RunningPart(
                                settings().ports().of(part.part()),
                                part.running().orElseThrow().pid()))
                        .findAny()
                        .orElseThrow();
    }

    void kill(String part) {
        lealup("kill", part);
    }

    void restart(String part) {
        lealup("restart", part);
    }

    /** Sends a signal, for example {@code STOP}, to the process of a part. */
    void signal(String part, String signal) {
        run(Map.of(), "kill", "-" + signal, String.valueOf(part(part).pid()));
    }

    /** Runs a script as a reader of the guide would, and gives back what it prints. */
    String shell(String script, Map<String, String> environment) {
        return run(environment, "bash", "-c", script);
    }

    private void up() {
        lealup("up", "--detach", "--port", String.valueOf(PORT));
    }

    private void down() {
        lealup("down");
    }

    /** What a command of the launcher prints with {@code --json}. */
    JsonNode json(String... arguments) {
        return JSON.readTree(lealup(arguments));
    }

    private String lealup(String... arguments) {
        var command = new ArrayList<String>();
        command.add(ROOT.resolve("lealup").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", DATA.toString()));
        // The build that runs this test has built everything; the launcher must not start another one.
        return run(Map.of("LEALUP_BUILD", "never", "JAVA_TOOL_OPTIONS", STARTS_SOONER), command.toArray(String[]::new));
    }

    private static String run(Map<String, String> environment, String... command) {
        try {
            var builder = new ProcessBuilder(command).directory(ROOT.toFile());
            builder.environment().putAll(environment);
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed:\n" + output);
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
