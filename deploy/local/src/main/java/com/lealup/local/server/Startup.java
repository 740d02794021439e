package com.lealup.local.server;

import com.lealup.local.process.ChildProcess;
import com.lealup.local.trouble.Trouble;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Starts a part and waits for it. */
public final class Startup {

    private static final Duration GLANCE = Duration.ofMillis(50);

    private Startup() {}

    /** Prepares and starts it. */
    public static ChildProcess launch(Server server) {
        server.prepare();
        return ChildProcess.start(server.launch());
    }

    /** Waits until it answers its probe. */
    public static void await(Server server, ChildProcess process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!server.ready()) {
            if (!process.alive()) {
                throw new Trouble(server.part().title() + " ended while it was starting, with exit code "
                        + process.ended().join() + ".\n" + LogTail.of(process.log()));
            }
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new Trouble(server.part().title() + " is not ready after " + patience.toSeconds() + " s.\n"
                        + LogTail.of(process.log()));
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }
}
