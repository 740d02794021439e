package com.lealup.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir
    Path folder;

    private ChildProcess child;

    @AfterEach
    void end() {
        child.thaw();
        child.kill();
    }

    @Test
    void isRecognisedWhileItRunsAndNotAfterwards() {
        // Given
        child = start("exec sleep 60");
        var identity = child.identity();
        assertThat(identity.find()).isPresent();

        // When
        child.kill();

        // Then
        assertThat(identity.find()).isEmpty();
        assertThat(child.alive()).isFalse();
    }

    @Test
    void endsByItselfWhenItIsAskedTo() throws Exception {
        // Given
        child = start("trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        await().until(() -> Files.readString(child.log()).contains("ready"));

        // When
        boolean orderly = child.stop(Duration.ofSeconds(10));

        // Then
        assertThat(orderly).isTrue();
        assertThat(Files.readString(child.log())).contains("bye");
    }

    @Test
    void isKilledWhenItDoesNotListen() throws Exception {
        // Given
        child = start("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        await().until(() -> Files.readString(child.log()).contains("ready"));

        // When
        boolean orderly = child.stop(Duration.ofMillis(200));

        // Then
        assertThat(orderly).isFalse();
        assertThat(child.alive()).isFalse();
    }

    @Test
    void standsStillWhileItIsFrozenAndEndsInOrderEvenThen() {
        // Given
        child = start("exec sleep 60");

        // When
        child.freeze();

        // Then
        await().until(() -> stateOf(child.pid()).equals("T"));
        assertThat(child.stop(Duration.ofSeconds(10))).isTrue();
    }

    private static String stateOf(long pid) throws Exception {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[0];
    }

    private ChildProcess start(String script) {
        return ChildProcess.start(
                new Launch(List.of("sh", "-c", script), Map.of(), folder, folder.resolve("child.log"), Signal.TERM));
    }
}
