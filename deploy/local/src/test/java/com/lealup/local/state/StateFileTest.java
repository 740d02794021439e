package com.lealup.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.lealup.local.part.Part;
import com.lealup.local.process.ProcessIdentity;
import com.lealup.local.secret.Environment;
import com.lealup.local.state.SuiteState.Condition;
import com.lealup.local.state.SuiteState.PartState;
import com.lealup.local.trouble.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

    @TempDir
    Path folder;

    @Test
    void tellsWhatWasWritten() throws Exception {
        // Given
        var data = new DataFolder(folder);
        var state = state(ProcessIdentity.self());

        // When
        new StateFile(data).write(state);

        // Then
        assertThat(new StateFile(data).read()).contains(state);
        assertThat(new StateFile(data).require()).isEqualTo(state);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.state())))
                .isEqualTo("rw-------");
    }

    @Test
    void doesNotTakeAnotherProcessWithTheSamePidForTheSupervisor() {
        // Given
        var self = ProcessIdentity.self();
        var data = new DataFolder(folder);
        new StateFile(data).write(state(new ProcessIdentity(self.pid(), self.started() + "0")));

        // Then
        assertThatExceptionOfType(Trouble.class)
                .isThrownBy(() -> new StateFile(data).require())
                .withMessageContaining("does not run");
    }

    @Test
    void saysWhatToDoWhenNothingRuns() {
        assertThatExceptionOfType(Trouble.class)
                .isThrownBy(() -> new StateFile(new DataFolder(folder)).require())
                .withMessageContaining("./lealup up");
    }

    @Test
    void letsOneLauncherAtATimeStartParts() {
        var data = new DataFolder(folder);
        try (DataLock _ = DataLock.take(data)) {
            assertThatExceptionOfType(Trouble.class)
                    .isThrownBy(() -> DataLock.take(data))
                    .withMessageContaining("uses the data folder");
        }
        DataLock.take(data).close();
    }

    private static SuiteState state(ProcessIdentity supervisor) {
        return new SuiteState(
                supervisor,
                8080,
                Environment.TEST,
                true,
                9,
                "token",
                List.of(
                        new PartState(Part.KAFKA, Condition.UP, new ProcessIdentity(7, "77"), 0),
                        new PartState(Part.POSTGRES, Condition.KILLED, null, 1)));
    }
}
