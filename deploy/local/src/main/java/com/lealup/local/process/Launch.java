package com.lealup.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a process is started and told to end.
 *
 * @param command program and arguments
 * @param environment what is added to this process's own environment; may hold secrets
 * @param directory where it runs
 * @param log where its output goes
 * @param ending what tells it to end in order
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory, Path log, Signal ending) {

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return "Launch" + command;
    }
}
