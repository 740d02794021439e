package com.lealup.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.lealup.local.part.Ports;
import com.lealup.local.secret.Environment;
import com.lealup.local.state.DataFolder;
import com.lealup.local.trouble.Trouble;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

    @TempDir
    Path folder;

    @Test
    void namesThePortThatIsTakenAndWhoNeedsIt() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();
            var ports = new Ports(port - 16);
            assertThatExceptionOfType(Trouble.class)
                    .isThrownBy(() -> Preflight.ports(ports))
                    .withMessageStartingWith("Port " + port + " is in use, and kafka needs it")
                    .withMessageContaining("--port");
        }
    }

    @Test
    void keepsTheFolderFromOthers() throws Exception {
        var data = new DataFolder(folder.resolve("data"));
        Preflight.folder(data);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void doesNotStartATestOnLiveData() {
        // Given
        var data = new DataFolder(folder);
        Preflight.environment(data, Environment.LIVE);

        // Then
        Preflight.environment(data, Environment.LIVE);
        assertThatExceptionOfType(Trouble.class)
                .isThrownBy(() -> Preflight.environment(data, Environment.TEST))
                .withMessageContaining("--env live");
    }
}
