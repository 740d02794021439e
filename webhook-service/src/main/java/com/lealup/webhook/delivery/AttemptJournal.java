package com.lealup.webhook.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Gathers finished attempts and writes them together: one transaction for as many as finished during the last one.
 * While the database is away it keeps them and tries again; claims stop by themselves meanwhile, so that they stay few.
 */
final class AttemptJournal {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptJournal.class);
    private static final int MOST_AT_ONCE = 500;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final AttemptLog log;
    private final BlockingQueue<Attempt> finished = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean closing;

    AttemptJournal(AttemptLog log) {
        this.log = log;
        this.writer = Thread.ofPlatform().name("attempt-journal").daemon().unstarted(this::run);
    }

    void start() {
        writer.start();
    }

    void add(Attempt attempt) {
        finished.add(attempt);
    }

    private void run() {
        var batch = new ArrayList<Attempt>();
        while (!closing || !finished.isEmpty() || !batch.isEmpty()) {
            if (batch.isEmpty()) {
                gather(batch);
            }
            if (!batch.isEmpty() && written(batch)) {
                batch.clear();
            }
        }
    }

    private void gather(List<Attempt> batch) {
        try {
            var first = finished.poll(100, TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                finished.drainTo(batch, MOST_AT_ONCE - 1);
            }
        } catch (InterruptedException e) {
            // Only closing ends this thread, and only when all is written.
            LOG.atDebug().setMessage("interrupted while waiting for attempts").log();
        }
    }

    private boolean written(List<Attempt> batch) {
        try {
            var recorded = log.record(batch);
            if (recorded < batch.size()) {
                LOG.atWarn()
                        .setMessage("attempts had lost their claim; another process repeats them")
                        .addKeyValue("count", batch.size() - recorded)
                        .log();
            }
            return true;
        } catch (DataIntegrityViolationException e) {
            if (batch.size() == 1) {
                LOG.atError()
                        .setMessage("an attempt cannot be recorded; it is repeated when its lease ends")
                        .addKeyValue("delivery_id", batch.getFirst().claim().delivery())
                        .setCause(e)
                        .log();
                return true;
            }
            // Each alone, so that one that the database cannot hold does not hold up the others.
            return batch.stream().allMatch(attempt -> written(List.of(attempt)));
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .setMessage("attempts could not be recorded; trying again")
                    .addKeyValue("count", batch.size())
                    .addKeyValue("error", e.toString())
                    .log();
            LockSupport.parkNanos(PAUSE.toNanos());
            // After the lease others take over, so a stopping process need not hold out for its database.
            return closing;
        }
    }

    /** Writes what is left, and ends. */
    void finish() throws InterruptedException {
        closing = true;
        writer.join(Duration.ofSeconds(5));
    }
}
