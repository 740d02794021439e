package com.lealup.local.suite;

import com.lealup.local.operator.Operator;
import com.lealup.local.operator.Seeding;
import com.lealup.local.process.ProcessIdentity;
import com.lealup.local.state.DataFolder;
import com.lealup.local.state.DataLock;
import com.lealup.local.state.StateFile;
import com.lealup.local.state.SuiteState;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;

/** One run of the suite, from the first check to the last part stopped. */
public final class Watch {

    private final Suite suite;
    private final Settings settings;
    private final Progress progress;
    private final StateFile file;
    private final Supervisor supervisor;
    private final Control control;
    private final String token = token();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean ready;
    private volatile boolean over;

    public Watch(Suite suite, Progress progress) {
        this.suite = suite;
        this.settings = suite.settings();
        this.progress = progress;
        this.file = new StateFile(settings.data());
        this.supervisor = new Supervisor(suite, progress, this::writeState);
        this.control = new Control(supervisor, token, settings.ports().orders());
    }

    /**
     * Starts everything and stays until the process is told to end.
     *
     * @param announce called once all is ready
     */
    public void run(Runnable announce) {
        DataFolder data = settings.data();
        try (DataLock _ = DataLock.take(data)) {
            begin();
            announce.run();
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts everything, lets it run for a while, and stops it in order: what the archives are trained with. */
    public void runOnce(Runnable work) {
        try (DataLock _ = DataLock.take(settings.data())) {
            begin();
            work.run();
            end();
        }
    }

    private void begin() {
        long began = System.nanoTime();
        file.read().ifPresent(state -> Leftovers.stop(state, progress));
        Preflight.ports(settings.ports());
        Preflight.environment(settings.data(), settings.environment());
        Thread hook = new Thread(this::end, "stop-all");
        Runtime.getRuntime().addShutdownHook(hook);
        control.open();
        try {
            supervisor.startAll();
            if (suite.test()) {
                new Seeding(settings.data(), new Operator(settings.ports(), settings.secrets()), InstantSource.system())
                        .ensure();
            }
        } catch (RuntimeException e) {
            end();
            throw e;
        }
        ready = true;
        writeState();
        progress.say("All parts are ready", Duration.ofNanos(System.nanoTime() - began));
    }

    private synchronized void end() {
        if (over) {
            return;
        }
        progress.say("Stopping");
        control.close();
        supervisor.stopAll();
        over = true;
        file.delete();
        ended.countDown();
    }

    private void writeState() {
        synchronized (file) {
            if (!over) {
                file.write(new SuiteState(
                        ProcessIdentity.self(),
                        settings.ports().base(),
                        settings.environment(),
                        ready,
                        control.port(),
                        token,
                        supervisor.parts()));
            }
        }
    }

    private static String token() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
