package com.lealup.local.command;

import com.lealup.local.home.Checkout;
import com.lealup.local.process.ChildProcess;
import com.lealup.local.process.Launch;
import com.lealup.local.process.Programs;
import com.lealup.local.process.Signal;
import com.lealup.local.secret.Environment;
import com.lealup.local.state.DataFolder;
import com.lealup.local.state.StateFile;
import com.lealup.local.state.SuiteState;
import com.lealup.local.suite.Progress;
import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Starts a supervisor that outlives this command, and shows what it says until all is ready. */
final class Detachment {

    private static final Duration GLANCE = Duration.ofMillis(100);

    private final DataFolder data;
    private final Progress progress;

    Detachment(DataFolder data, Progress progress) {
        this.data = data;
        this.progress = progress;
    }

    void start(int port, Environment environment) {
        Path log = data.supervisorLog();
        Tail tail = Tail.fromEnd(log);
        ChildProcess supervisor = ChildProcess.start(new Launch(
                List.of(
                        Programs.java(),
                        "-Xms16m",
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dlealup.root=" + Checkout.find().root(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Lealup.class.getName(),
                        "up",
                        "--supervise",
                        "--port=" + port,
                        "--env=" + environment.title(),
                        "--data=" + data.path()),
                Map.of(),
                data.path(),
                log,
                Signal.TERM));
        Thread giveUp = new Thread(() -> supervisor.stop(Duration.ofMinutes(1)), "give-up");
        Runtime.getRuntime().addShutdownHook(giveUp);
        while (!ready(supervisor)) {
            tail.read().forEach(progress::say);
            if (!supervisor.alive()) {
                Runtime.getRuntime().removeShutdownHook(giveUp);
                tail.read().forEach(progress::say);
                throw new Trouble("LealUp did not start; its output is in " + log + ".");
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        Runtime.getRuntime().removeShutdownHook(giveUp);
        tail.read().forEach(progress::say);
    }

    private boolean ready(ChildProcess supervisor) {
        return new StateFile(data)
                .read()
                .filter(SuiteState::ready)
                .filter(state -> state.supervisor().pid() == supervisor.pid())
                .isPresent();
    }

    /** Lines that are added to a file. */
    private static final class Tail {

        private final Path file;
        private long seen;

        private Tail(Path file, long seen) {
            this.file = file;
            this.seen = seen;
        }

        static Tail fromEnd(Path file) {
            try {
                return new Tail(file, Files.exists(file) ? Files.size(file) : 0);
            } catch (IOException e) {
                return new Tail(file, 0);
            }
        }

        List<String> read() {
            try (var channel = Files.newByteChannel(file)) {
                if (channel.size() < seen) {
                    seen = 0;
                }
                channel.position(seen);
                byte[] bytes =
                        java.nio.channels.Channels.newInputStream(channel).readAllBytes();
                String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
                int end = text.lastIndexOf('\n') + 1;
                String whole = text.substring(0, end);
                seen += whole.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
                return whole.lines().toList();
            } catch (IOException e) {
                return List.of();
            }
        }
    }
}
