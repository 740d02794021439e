package com.lealup.local.process;

import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** What a process can be told. */
public enum Signal {
    /** Finish what you are doing and end. */
    TERM,
    /** To PostgreSQL: end now, in order, without waiting for clients. */
    INT,
    /** End at once. */
    KILL,
    /** Stand still. */
    STOP,
    /** Go on. */
    CONT;

    /** Sends it; a process that is gone is no error. */
    void send(List<Long> pids) {
        if (pids.isEmpty()) {
            return;
        }
        String targets = pids.stream().map(String::valueOf).collect(Collectors.joining(" "));
        // The shell's own kill: not every machine has the program.
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", "kill -" + name() + " " + targets)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            shell.start().waitFor();
        } catch (IOException e) {
            throw new Trouble("Cannot send " + name() + " to process " + targets + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
