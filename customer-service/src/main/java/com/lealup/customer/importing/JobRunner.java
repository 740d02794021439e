package com.lealup.customer.importing;

import com.lealup.customer.account.RacedException;
import com.lealup.platform.correlation.Correlation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.stereotype.Component;

/**
 * Works jobs off, one at a time in each instance. Whatever is not committed when a process dies is done again, from the
 * position that was, by whoever claims the job when its lease has run out.
 */
@Component
class JobRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(10);

    /** Failures in a row that are not Postgres' or anybody's absence: a mistake of ours, that waiting does not mend. */
    private static final int MOST_ATTEMPTS = 5;

    private final JobQueue queue;
    private final RunBatch batches;
    private final ImportProperties properties;

    private volatile boolean running;
    private @Nullable Thread thread;

    JobRunner(JobQueue queue, RunBatch batches, ImportProperties properties) {
        this.queue = queue;
        this.batches = batches;
        this.properties = properties;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("import-jobs").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        var started = thread;
        if (started != null) {
            try {
                started.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        var sweepAt = System.nanoTime();
        while (running) {
            try {
                var claim = queue.claim(properties.lease());
                if (claim.isPresent()) {
                    work(claim.get());
                } else {
                    if (System.nanoTime() - sweepAt >= 0) {
                        sweepAt = System.nanoTime() + SWEEP_INTERVAL.toNanos();
                        queue.sweep(properties.abandonedAfter());
                        queue.forget(properties.kept());
                    }
                    pause(properties.pollInterval());
                }
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("cause", e.toString()).log("no job could be taken; tried again");
                pause(properties.retryInterval());
            }
        }
    }

    private void work(Claim claim) {
        Correlation.run(Correlation.of(claim.requestId(), null), () -> {
            var turnEnds = System.nanoTime() + properties.turn().toNanos();
            while (running) {
                if (attempt(claim) != RunBatch.Progress.MORE) {
                    return;
                }
                if (System.nanoTime() - turnEnds >= 0) {
                    if (queue.othersWait(claim)) {
                        break;
                    }
                    turnEnds = System.nanoTime() + properties.turn().toNanos();
                }
            }
            queue.putBack(claim);
        });
    }

    private RunBatch.Progress attempt(Claim claim) {
        try {
            return batches.run(claim);
        } catch (RacedException raced) {
            return RunBatch.Progress.MORE;
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("a batch of an import failed; it is tried again");
            if (isOurMistake(e) && queue.countAttempt(claim) >= MOST_ATTEMPTS) {
                queue.fail(claim, "The import cannot go on: something is wrong on our side.");
                return RunBatch.Progress.DONE;
            }
            pause(properties.retryInterval());
            return RunBatch.Progress.MORE;
        }
    }

    private static boolean isOurMistake(RuntimeException e) {
        return e instanceof DataIntegrityViolationException
                || e instanceof InvalidDataAccessResourceUsageException
                || !(e.getClass().getPackageName().startsWith("org.springframework")
                        || e.getClass().getPackageName().startsWith("com.lealup.platform"));
    }

    private void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
