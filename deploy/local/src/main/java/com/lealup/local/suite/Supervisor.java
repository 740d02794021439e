package com.lealup.local.suite;

import com.lealup.local.part.Part;
import com.lealup.local.process.ChildProcess;
import com.lealup.local.server.LogTail;
import com.lealup.local.server.Server;
import com.lealup.local.server.Startup;
import com.lealup.local.state.SuiteState.Condition;
import com.lealup.local.state.SuiteState.PartState;
import com.lealup.local.trouble.Trouble;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts the parts side by side as their needs allow, watches over them, and stops them in reverse order. A part that
 * dies is named with the last lines of its log and started again, at most three times; one that was killed on purpose
 * is left alone.
 */
public final class Supervisor {

    private static final int RESTARTS = 3;
    private static final Duration START = Duration.ofMinutes(4);

    /** What is stopped together, in this order. */
    private static final List<List<Part>> STOPPING =
            List.of(Part.services(), List.of(Part.REGISTRY, Part.KAFKA), List.of(Part.POSTGRES));

    private final Suite suite;
    private final Progress progress;
    private final Runnable changed;
    private final Map<Part, Slot> slots = new EnumMap<>(Part.class);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;

    /**
     * @param suite what is started
     * @param progress what a person is told
     * @param changed called after every change of {@link #parts()}
     */
    public Supervisor(Suite suite, Progress progress, Runnable changed) {
        this.suite = suite;
        this.progress = progress;
        this.changed = changed;
        for (Part part : Part.values()) {
            slots.put(part, new Slot(part));
        }
    }

    /** How every part is. */
    public List<PartState> parts() {
        return slots.values().stream().map(Slot::state).toList();
    }

    /**
     * Starts all parts and returns when all are ready.
     *
     * @throws Trouble when one does not get ready; the others may run
     */
    public void startAll() {
        Map<Part, CompletableFuture<Void>> ready = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            var needs = part.needs().stream().map(ready::get).toArray(CompletableFuture<?>[]::new);
            ready.put(part, CompletableFuture.allOf(needs).thenRunAsync(() -> startFirst(slot(part)), threads));
        }
        CompletableFuture<Void> failed = new CompletableFuture<>();
        for (CompletableFuture<Void> one : ready.values()) {
            var _ = one.whenComplete((nothing, trouble) -> {
                if (trouble != null) {
                    failed.completeExceptionally(trouble);
                }
            });
        }
        var all = CompletableFuture.allOf(ready.values().toArray(CompletableFuture<?>[]::new));
        try {
            CompletableFuture.anyOf(all, failed).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Trouble trouble ? trouble : new Trouble("Cannot start: " + e.getCause(), e);
        }
    }

    private void startFirst(Slot slot) {
        synchronized (slot) {
            long began = System.nanoTime();
            bring(slot);
            suite.provision(slot.part);
            progress.say(
                    "  " + slot.part.title() + " ready on port "
                            + suite.server(slot.part).port(),
                    since(began));
        }
    }

    /** Starts a part and waits until it is ready. */
    private void bring(Slot slot) {
        if (stopping) {
            throw new Trouble("LealUp is stopping.");
        }
        Server server = suite.server(slot.part);
        become(slot, Condition.STARTING);
        ChildProcess process = Startup.launch(server);
        slot.process = process;
        changed.run();
        Startup.await(server, process, START);
        become(slot, Condition.UP);
        var _ = process.ended().thenAcceptAsync(code -> died(slot, process, code), threads);
    }

    private void died(Slot slot, ChildProcess process, int code) {
        synchronized (slot) {
            if (stopping || slot.condition != Condition.UP || slot.process != process) {
                return;
            }
            progress.say(slot.part.title() + " died (" + reason(code) + ").\n" + LogTail.of(process.log()));
            while (slot.restarts < RESTARTS && !stopping) {
                slot.restarts++;
                if (startAgain(slot)) {
                    return;
                }
            }
            become(slot, Condition.FAILED);
            progress.say(slot.part.title() + " stays down: it was started again " + RESTARTS
                    + " times. When it is mended:  ./lealup restart " + slot.part.title());
        }
    }

    private boolean startAgain(Slot slot) {
        long began = System.nanoTime();
        try {
            bring(slot);
            progress.say(
                    slot.part.title() + " was started again (" + slot.restarts + " of " + RESTARTS + ")", since(began));
            return true;
        } catch (Trouble trouble) {
            progress.say(slot.part.title() + " could not be started again: " + trouble.getMessage());
            return false;
        }
    }

    private static String reason(int code) {
        return code > 128 ? "signal " + (code - 128) : "exit code " + code;
    }

    /** Ends a part at once and leaves it down. */
    public void kill(Part part) {
        Slot slot = slot(part);
        // Before the lock: a part that is being started can be killed as well, and its death must not look like one.
        slot.condition = Condition.KILLED;
        ChildProcess process = slot.process;
        if (process != null) {
            process.kill();
        }
        become(slot, Condition.KILLED);
        progress.say(part.title() + " was killed on demand");
    }

    /** Stops a part in order, if it runs, and starts it. */
    public void restart(Part part) {
        Slot slot = slot(part);
        synchronized (slot) {
            long began = System.nanoTime();
            slot.condition = Condition.DOWN;
            ChildProcess process = slot.process;
            if (process != null && process.alive()) {
                process.stop(suite.patience());
            }
            slot.restarts = 0;
            bring(slot);
            progress.say(part.title() + " was restarted on demand", since(began));
        }
    }

    /** Stops all parts: services first, PostgreSQL last. */
    public void stopAll() {
        stopping = true;
        for (List<Part> together : STOPPING) {
            CompletableFuture.allOf(together.stream()
                            .map(part -> CompletableFuture.runAsync(() -> stop(slot(part)), threads))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        }
    }

    private void stop(Slot slot) {
        ChildProcess process = slot.process;
        if (process == null || !process.alive()) {
            return;
        }
        long began = System.nanoTime();
        boolean orderly = process.stop(suite.patience());
        become(slot, Condition.DOWN);
        progress.say(
                "  " + slot.part.title() + (orderly ? " stopped" : " was killed: it did not stop in time"),
                since(began));
    }

    private void become(Slot slot, Condition condition) {
        slot.condition = condition;
        changed.run();
    }

    private Slot slot(Part part) {
        return Objects.requireNonNull(slots.get(part));
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
