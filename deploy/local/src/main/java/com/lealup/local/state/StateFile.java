package com.lealup.local.state;

import com.lealup.local.secret.PrivateFiles;
import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The state as a file in the data folder, for other commands; it is there as long as the suite runs. */
public final class StateFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DataFolder data;

    public StateFile(DataFolder data) {
        this.data = data;
    }

    /** What runs, or ran until it was killed. */
    public Optional<SuiteState> read() {
        try {
            return Optional.of(JSON.readValue(Files.readString(data.state()), SuiteState.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new Trouble("Cannot read " + data.state() + ": " + e.getMessage(), e);
        }
    }

    /** The suite that runs on this data folder. */
    public SuiteState require() {
        return read().filter(SuiteState::supervised)
                .orElseThrow(() -> new Trouble("LealUp does not run on " + data.path()
                        + ": start it with  ./lealup up  (or name its --data)."));
    }

    public void write(SuiteState state) {
        PrivateFiles.write(data.state(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(state));
    }

    /** Nothing runs any more. */
    public void delete() {
        try {
            Files.deleteIfExists(data.state());
        } catch (IOException e) {
            throw new Trouble("Cannot delete " + data.state() + ": " + e.getMessage(), e);
        }
    }
}
