package com.lealup.local.command;

import com.lealup.local.state.StateFile;
import com.lealup.local.state.SuiteState;
import com.lealup.local.suite.Leftovers;
import com.lealup.local.suite.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops everything. */
@Command(name = "down", description = "Stops everything, in order; data stays.")
final class Down implements Runnable {

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public void run() {
        stop(data, new Progress(System.err));
    }

    /** Stops what runs on the data folder, if anything does. */
    static void stop(DataOption data, Progress progress) {
        StateFile file = new StateFile(data.folder());
        SuiteState state = file.read().orElse(null);
        if (state == null) {
            progress.say("LealUp does not run on " + data.folder().path());
            return;
        }
        state.supervisor().find().ifPresent(supervisor -> {
            progress.say("Stopping LealUp (process " + supervisor.pid() + ")");
            supervisor.destroy();
            supervisor.onExit().join();
        });
        Leftovers.stop(state, progress);
        file.delete();
        progress.say("Stopped");
    }
}
