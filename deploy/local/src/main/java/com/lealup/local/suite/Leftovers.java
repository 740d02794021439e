package com.lealup.local.suite;

import com.lealup.local.state.SuiteState;
import com.lealup.local.state.SuiteState.PartState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends the parts of a supervisor that was killed; a pid that another process has by now is not touched. */
public final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Leftovers() {}

    /** Last started, first ended. */
    public static void stop(SuiteState state, Progress progress) {
        List<PartState> reversed = state.parts().reversed();
        for (PartState part : reversed) {
            part.running().ifPresent(process -> {
                progress.say("  ending " + part.part().title() + ", left by a launcher that was killed (process "
                        + process.pid() + ")");
                process.destroy();
                if (!waitFor(process)) {
                    process.destroyForcibly();
                    waitFor(process);
                }
            });
        }
    }

    private static boolean waitFor(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
